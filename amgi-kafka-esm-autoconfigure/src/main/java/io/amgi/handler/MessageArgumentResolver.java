package io.amgi.handler;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.messaging.Message;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.messaging.handler.annotation.support.MessageMethodArgumentResolver;
import org.springframework.validation.Validator;

/**
 * Resolves {@code Message<T>} parameters. A message cannot go without payload, so that a
 * tombstone nacks.
 */
final class MessageArgumentResolver extends MessageMethodArgumentResolver {

	private final PayloadValidation validation;

	MessageArgumentResolver(MessageConverter converter, @Nullable Validator validator) {
		super(converter);
		this.validation = new PayloadValidation(validator);
	}

	@Override
	public Object resolveArgument(MethodParameter parameter, Message<?> message) throws Exception {
		if (isEmptyPayload(message.getPayload())) {
			throw PayloadArgumentResolver.missing();
		}
		Object resolved = super.resolveArgument(parameter, message);
		if (resolved instanceof Message<?> converted) {
			this.validation.validate(converted.getPayload(), parameter);
		}
		return resolved;
	}

	// The superclass does not know what a type variable stands for in the bean's class.
	@Override
	protected Class<?> getPayloadType(MethodParameter parameter, Message<?> message) {
		return ResolvableType.forMethodParameter(parameter).as(Message.class).getGeneric().toClass();
	}

	@Override
	protected boolean isEmptyPayload(@Nullable Object payload) {
		return payload == ChannelMessage.NO_PAYLOAD;
	}

}
