package io.amgi.handler;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.BaseStream;

import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.messaging.handler.HandlerMethod;

import io.amgi.sender.MessageSender;
import io.amgi.sender.OutboundMessage;

/**
 * What becomes of the value that a channel method returns.
 */
final class ReturnValue {

	private final @Nullable ReplyAddress replyAddress;

	private ReturnValue(@Nullable ReplyAddress replyAddress) {
		this.replyAddress = replyAddress;
	}

	/**
	 * Finds out what becomes of a method's values.
	 * @param method the method
	 * @param addresses parses the address of a reply
	 * @return what becomes of them
	 * @throws InvalidChannelMethodException if nothing would send them
	 */
	static ReturnValue of(HandlerMethod method, AddressParser addresses) {
		ReplyAddress replyAddress = ReplyAddress.of(method, addresses);
		ResolvableType type = AsyncResult.valueType(ResolvableType.forMethodReturnType(method.getMethod()));
		boolean replies = !isNothing(type) && element(type).resolve() != OutboundMessage.class;
		if (replyAddress == null && replies && !isOpen(element(type))) {
			throw new InvalidChannelMethodException(method, "returns %s, which nothing would send".formatted(type),
					"Annotate it with @SendTo, or let it return void or OutboundMessage.");
		}
		return new ReturnValue(replies ? replyAddress : null);
	}

	private static boolean isNothing(ResolvableType type) {
		return type.resolve() == void.class || type.resolve() == Void.class;
	}

	// What a method returns in fact is seen only when it does.
	private static boolean isOpen(ResolvableType type) {
		return type.resolve() == null || type.resolve() == Object.class;
	}

	private static ResolvableType element(ResolvableType type) {
		if (type.isArray()) {
			return type.getComponentType();
		}
		ResolvableType collection = type.as(Collection.class);
		ResolvableType container = (collection != ResolvableType.NONE) ? collection : type.as(BaseStream.class);
		return (container != ResolvableType.NONE) ? container.getGeneric(0) : type;
	}

	// What an incoming address must have.
	List<String> getParameters() {
		return (this.replyAddress != null) ? this.replyAddress.getParameters() : List.of();
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
			sendReply(value, parameters, sender);
		}
	}

	private void sendReply(Object value, Map<String, String> parameters, MessageSender sender) {
		if (this.replyAddress == null) {
			throw new UnsendableValueException(value.getClass());
		}
		sender.send(OutboundMessage.to(this.replyAddress.expand(parameters)).payload(value));
	}

}
