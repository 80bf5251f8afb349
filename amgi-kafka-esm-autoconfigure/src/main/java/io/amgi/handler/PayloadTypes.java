package io.amgi.handler;

import java.util.List;

import org.springframework.core.MethodParameter;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.handler.HandlerMethod;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.util.ClassUtils;

import io.amgi.protocol.MessageReceiveEvent;

/**
 * Distinguishes types of payloads from others: a parameter of a type that is left over
 * from a listener, say, would be read from JSON otherwise.
 *
 * @param protocol knows the types of its clients
 */
record PayloadTypes(ChannelProtocol protocol) {

	private static final List<String> OTHERS = List.of("org.springframework.messaging.", "io.amgi.protocol.",
			"io.amgi.sender.", "io.amgi.lifespan.", "io.amgi.server.", "io.amgi.esm.");

	/**
	 * Checks that a parameter which no resolver is for can be the payload.
	 * @param method the method
	 * @param parameter the parameter
	 * @throws InvalidChannelMethodException if it cannot
	 */
	void check(HandlerMethod method, MethodParameter parameter) {
		Class<?> type = parameter.getParameterType();
		if (!parameter.hasParameterAnnotation(Payload.class) && isOther(type)) {
			throw new InvalidChannelMethodException(method,
					"has %s of type %s, which is neither resolved nor a payload".formatted(Descriptions.of(parameter),
							ClassUtils.getShortName(type)),
					"Take it away: the event source mapping owns the consumer, and a method that returns acknowledges. "
							+ "A payload it is if it is annotated with @Payload.");
		}
	}

	private boolean isOther(Class<?> type) {
		return type == BatchAcknowledgement.class || this.protocol.isClientType(type)
				|| OTHERS.stream().anyMatch(type.getName()::startsWith);
	}

	/**
	 * Returns whether each message of a batch has its own.
	 * @param type the type of a parameter
	 * @return whether it is a message's
	 */
	boolean isOfOneMessage(Class<?> type) {
		return Message.class.isAssignableFrom(type) || MessageHeaders.class.isAssignableFrom(type)
				|| type == MessageReceiveEvent.class || this.protocol.isMessageType(type);
	}

}
