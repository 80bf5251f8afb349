package io.amgi.handler;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.messaging.Message;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.handler.annotation.support.PayloadMethodArgumentResolver;

/**
 * Resolves payloads as Kafka means them: an empty one is a payload, only none is none.
 */
final class PayloadArgumentResolver extends PayloadMethodArgumentResolver {

	PayloadArgumentResolver(MessageConverter converter) {
		super(converter);
	}

	@Override
	public @Nullable Object resolveArgument(MethodParameter parameter, Message<?> message) throws Exception {
		if (!isEmptyPayload(message.getPayload())) {
			return super.resolveArgument(parameter, message);
		}
		if (parameter.getParameterType() == Optional.class) {
			return Optional.empty();
		}
		if (parameter.isOptional() || isNotRequired(parameter)) {
			return null;
		}
		throw new PayloadConversionException("expected a payload but the record has none (a tombstone)");
	}

	private static boolean isNotRequired(MethodParameter parameter) {
		Payload payload = parameter.getParameterAnnotation(Payload.class);
		return payload != null && !payload.required();
	}

	@Override
	protected boolean isEmptyPayload(@Nullable Object payload) {
		return payload == ReceivedMessage.NO_PAYLOAD;
	}

}
