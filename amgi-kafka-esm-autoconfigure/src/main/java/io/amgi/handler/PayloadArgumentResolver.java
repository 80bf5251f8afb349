package io.amgi.handler;

import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.messaging.Message;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.handler.annotation.support.MethodArgumentNotValidException;
import org.springframework.messaging.handler.annotation.support.PayloadMethodArgumentResolver;
import org.springframework.validation.BindingResult;
import org.springframework.validation.Validator;

/**
 * Resolves payloads, which may be empty: only a message without payload has none.
 */
final class PayloadArgumentResolver extends PayloadMethodArgumentResolver {

	PayloadArgumentResolver(MessageConverter converter, @Nullable Validator validator) {
		super(converter, validator);
	}

	@Override
	public @Nullable Object resolveArgument(MethodParameter parameter, Message<?> message) throws Exception {
		if (isEmptyPayload(message.getPayload())) {
			return noPayload(parameter, PayloadArgumentResolver::missing);
		}
		try {
			return super.resolveArgument(parameter, message);
		}
		catch (NullPayloadException ex) {
			return noPayload(parameter, () -> ex);
		}
		catch (MethodArgumentNotValidException ex) {
			BindingResult result = ex.getBindingResult();
			throw new ChannelArgumentException((result != null) ? Violations.describe(result) : "not valid");
		}
	}

	private static @Nullable Object noPayload(MethodParameter parameter, Supplier<ChannelArgumentException> required) {
		if (parameter.getParameterType() == Optional.class) {
			return Optional.empty();
		}
		if (!parameter.getParameterType().isPrimitive() && (parameter.isOptional() || isNotRequired(parameter))) {
			return null;
		}
		throw required.get();
	}

	private static boolean isNotRequired(MethodParameter parameter) {
		Payload payload = parameter.getParameterAnnotation(Payload.class);
		return payload != null && !payload.required();
	}

	static ChannelArgumentException missing() {
		return new ChannelArgumentException("expected a payload but the message has none (a tombstone)");
	}

	@Override
	protected boolean isEmptyPayload(@Nullable Object payload) {
		return payload == ChannelMessage.NO_PAYLOAD;
	}

}
