/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.amgi.handler;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
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
		Class<?> type = value(parameter);
		checkExpression(method, parameter);
		if (!parameter.hasParameterAnnotation(Payload.class) && isOther(type)) {
			throw new InvalidChannelMethodException(method,
					"has %s of type %s, which is neither resolved nor a payload".formatted(Descriptions.of(parameter),
							ClassUtils.getShortName(type)),
					"Take it away: the event source mapping owns the consumer, and a method that returns acknowledges. "
							+ "If this is the payload, annotate it with @Payload.");
		}
	}

	/**
	 * Checks that a parameter which no resolver is for can be the payload of one message.
	 * @param method the method
	 * @param parameter the parameter
	 * @param batchTypes the types that hold a batch
	 * @throws InvalidChannelMethodException if it cannot
	 */
	void checkSingle(HandlerMethod method, MethodParameter parameter, Collection<Class<?>> batchTypes) {
		Class<?> element = ResolvableType.forMethodParameter(parameter).as(Iterable.class).getGeneric(0).toClass();
		if (batchTypes.contains(parameter.getParameterType()) || isOfOneMessage(element)) {
			throw new InvalidChannelMethodException(method,
					"has %s, which holds the messages of a batch, but is called with one message".formatted(
							Descriptions.of(parameter)),
					"Set '@AmgiChannel(batch = true)', or take what it holds.");
		}
		check(method, parameter);
	}

	/**
	 * Checks that what is annotated to be validated can be.
	 * @param method the method
	 * @param parameter the parameter
	 * @throws InvalidChannelMethodException if the annotation is on a client's type, of
	 * which only a type argument can be validated
	 */
	void checkValidation(HandlerMethod method, MethodParameter parameter) {
		if (this.protocol.isClientType(parameter.getParameterType()) && Constraints.cascadesItself(parameter)) {
			throw new InvalidChannelMethodException(method,
					"has %s of type %s, but is annotated with @Valid, which validates nothing of it"
						.formatted(Descriptions.of(parameter), ClassUtils.getShortName(parameter.getParameterType())),
					"Annotate the type argument, as in ConsumerRecord<String, @Valid Order>.");
		}
	}

	private static Class<?> value(MethodParameter parameter) {
		return (parameter.getParameterType() == Optional.class)
				? ResolvableType.forMethodParameter(parameter).getGeneric(0).toClass() : parameter.getParameterType();
	}

	private static void checkExpression(HandlerMethod method, MethodParameter parameter) {
		Payload payload = parameter.getParameterAnnotation(Payload.class);
		if (payload != null && !payload.expression().isEmpty()) {
			throw new InvalidChannelMethodException(
					method, "has %s with the expression '%s', which nothing evaluates"
						.formatted(Descriptions.of(parameter), payload.expression()),
					"Take the expression away, and evaluate it in the method.");
		}
	}

	private boolean isOther(Class<?> type) {
		return type == BatchAcknowledgement.class || this.protocol.isClientType(type)
				|| OTHERS.stream().anyMatch(type.getName()::startsWith);
	}

	/**
	 * Returns whether all messages of a batch share a header.
	 * @param header the header's name
	 * @return whether they do
	 */
	boolean isOfAllMessages(String header) {
		return this.protocol.isSharedHeader(header);
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
