package io.amgi.handler;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;

import io.amgi.protocol.MessageHeader;
import io.amgi.protocol.MessageReceiveEvent;
import io.amgi.sender.MessageSender;

/**
 * A received message as spring-messaging sees it.
 */
final class ReceivedMessage implements Message<Object> {

	/**
	 * The payload of a message that has none: in spring-messaging it cannot be null.
	 */
	static final Object NO_PAYLOAD = new Object();

	private final MessageReceiveEvent event;

	private final MessageSender sender;

	private @Nullable MessageHeaders headers;

	ReceivedMessage(MessageReceiveEvent event, MessageSender sender) {
		this.event = event;
		this.sender = sender;
	}

	MessageSender getSender() {
		return this.sender;
	}

	@Override
	public Object getPayload() {
		byte[] payload = this.event.payload();
		return (payload != null) ? payload : NO_PAYLOAD;
	}

	/**
	 * Returns the record's own headers, the first one where a name repeats.
	 */
	@Override
	public MessageHeaders getHeaders() {
		MessageHeaders headers = this.headers;
		if (headers == null) {
			headers = new RecordHeaders(this.event);
			this.headers = headers;
		}
		return headers;
	}

	/**
	 * Headers without the id and timestamp that spring-messaging adds of its own.
	 */
	private static final class RecordHeaders extends MessageHeaders {

		private static final long serialVersionUID = 1L;

		RecordHeaders(MessageReceiveEvent event) {
			super(headers(event), ID_VALUE_NONE, -1L);
		}

		private static Map<String, Object> headers(MessageReceiveEvent event) {
			Map<String, Object> headers = new HashMap<>();
			for (MessageHeader header : event.headers()) {
				headers.putIfAbsent(header.name(), header.value());
			}
			return headers;
		}

	}

}
