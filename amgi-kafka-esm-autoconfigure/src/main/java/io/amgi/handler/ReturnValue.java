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

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.BaseStream;

import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.messaging.handler.HandlerMethod;

import io.amgi.channel.ChannelAddress;
import io.amgi.sender.MessageSender;
import io.amgi.sender.OutboundEnvelopes;
import io.amgi.sender.OutboundMessage;

/**
 * Sends the value that a channel method returns.
 */
final class ReturnValue {

	private static final List<Class<?>> CONTAINERS = List.of(Collection.class, BaseStream.class, Optional.class);

	private final @Nullable ReplyAddress replyAddress;

	private final OutboundEnvelopes envelopes;

	private ReturnValue(@Nullable ReplyAddress replyAddress, OutboundEnvelopes envelopes) {
		this.replyAddress = replyAddress;
		this.envelopes = envelopes;
	}

	/**
	 * Finds out what becomes of a method's values.
	 * @param method the method
	 * @param addresses parses the address of a reply
	 * @param envelopes the types whose values are messages themselves
	 * @return what becomes of them
	 * @throws InvalidChannelMethodException if nothing would send them
	 */
	static ReturnValue of(HandlerMethod method, AddressParser addresses, OutboundEnvelopes envelopes) {
		ReplyAddress replyAddress = ReplyAddress.of(method, addresses);
		ResolvableType type = AsyncResult.valueType(ResolvableType.forMethodReturnType(method.getMethod()));
		ResolvableType element = element(type);
		boolean replies = !isNothing(type) && element.resolve() != OutboundMessage.class;
		boolean enveloped = envelopes.supports(element.toClass());
		if (!isNothing(type) && !enveloped) {
			checkSendable(method, type, envelopes.isUnsendable(element.toClass()));
		}
		if (replyAddress == null && replies && !enveloped && !isOpen(element)) {
			throw new InvalidChannelMethodException(method, "returns %s, which nothing would send".formatted(type),
					"Annotate it with @SendTo, or let it return void or OutboundMessage.");
		}
		return new ReturnValue(replies ? replyAddress : null, envelopes);
	}

	private static void checkSendable(HandlerMethod method, ResolvableType type, boolean unsendable) {
		if (unsendable) {
			throw new InvalidChannelMethodException(method, "returns %s, which nothing can write".formatted(type),
					"Return what is to be sent: an object, bytes, text, a Message or an OutboundMessage. "
							+ "A Publisher needs Reactor on the class path.");
		}
	}

	private static boolean isNothing(ResolvableType type) {
		return type.resolve() == void.class || type.resolve() == Void.class;
	}

	// The actual type of the value is known only when the method returns.
	private static boolean isOpen(ResolvableType type) {
		return type.resolve() == null || type.resolve() == Object.class;
	}

	private static ResolvableType element(ResolvableType type) {
		if (type.isArray()) {
			return element(type.getComponentType());
		}
		return CONTAINERS.stream()
			.map(type::as)
			.filter((container) -> container != ResolvableType.NONE)
			.findFirst()
			.map((container) -> element(container.getGeneric(0)))
			.orElse(type);
	}

	/**
	 * Returns the parameters that an incoming address must have.
	 * @return the names of the parameters
	 */
	List<String> getParameters() {
		return (this.replyAddress != null) ? this.replyAddress.getParameters() : List.of();
	}

	// Address of replies, or null if there are none.
	@Nullable ChannelAddress getReplyAddress() {
		return (this.replyAddress != null) ? this.replyAddress.address() : null;
	}

	/**
	 * Sends a value, or each of several. {@code null} sends nothing.
	 * @param value the value
	 * @param parameters the parameters of the incoming address
	 * @param sender what to send by
	 */
	void send(@Nullable Object value, Map<String, String> parameters, MessageSender sender) {
		if (value instanceof OutboundMessage message) {
			sender.send(message);
		}
		else if (value instanceof Object[] values) {
			Arrays.stream(values).forEach((element) -> send(element, parameters, sender));
		}
		else if (value instanceof Collection<?> values) {
			values.forEach((element) -> send(element, parameters, sender));
		}
		else if (value instanceof BaseStream<?, ?> values) {
			try (values) {
				values.iterator().forEachRemaining((element) -> send(element, parameters, sender));
			}
		}
		else if (value != null) {
			sendOptional(value, parameters, sender);
		}
	}

	private void sendOptional(Object value, Map<String, String> parameters, MessageSender sender) {
		Optional<?> optional = OutboundEnvelopes.optional(value);
		if (optional == null) {
			sendReply(value, parameters, sender);
		}
		else {
			optional.ifPresent((present) -> send(present, parameters, sender));
		}
	}

	private void sendReply(Object value, Map<String, String> parameters, MessageSender sender) {
		String address = (this.replyAddress != null) ? this.replyAddress.expand(parameters)
				: this.envelopes.address(value);
		if (address == null) {
			throw new UnsendableValueException(value.getClass());
		}
		sender.send(OutboundMessage.to(address).payload(value));
	}

}
