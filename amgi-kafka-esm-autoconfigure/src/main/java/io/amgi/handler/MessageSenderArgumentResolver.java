package io.amgi.handler;

import org.springframework.core.MethodParameter;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;

import io.amgi.sender.MessageSender;

/**
 * Resolves the sender that belongs to the record.
 */
final class MessageSenderArgumentResolver implements HandlerMethodArgumentResolver {

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.getParameterType() == MessageSender.class;
	}

	@Override
	public Object resolveArgument(MethodParameter parameter, Message<?> message) {
		return ((ReceivedMessage) message).getSender();
	}

}
