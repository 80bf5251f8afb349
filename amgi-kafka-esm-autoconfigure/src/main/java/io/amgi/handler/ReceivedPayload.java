package io.amgi.handler;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.messaging.MessageHeaders;

import io.amgi.protocol.MessageHeader;
import io.amgi.protocol.MessageScope;
import io.amgi.sender.PayloadRole;

/**
 * The payload or key of a message, as converters get it. Headers are made when they are
 * first asked for; the content type is text, and absent for keys.
 */
final class ReceivedPayload implements PayloadMessage {

	private final ChannelMessage message;

	private final PayloadRole role;

	private final byte[] bytes;

	ReceivedPayload(ChannelMessage message, PayloadRole role, byte[] bytes) {
		this.message = message;
		this.role = role;
		this.bytes = bytes;
	}

	@Override
	public byte[] getPayload() {
		return this.bytes;
	}

	@Override
	public MessageHeaders getHeaders() {
		return this.message.headersFor(this.role);
	}

	@Override
	public PayloadRole role() {
		return this.role;
	}

	@Override
	public String topic() {
		return this.message.getScope().address();
	}

	@Override
	public @Nullable PayloadSchema schema() {
		return PayloadSchema.of(this.message.getEvent(), this.role);
	}

	@Override
	public List<MessageHeader> messageHeaders() {
		return this.message.getEvent().headers();
	}

	@Override
	public MessageScope scope() {
		return this.message.getScope();
	}

	/**
	 * Describes the payload without its content, which is not for logs.
	 */
	@Override
	public String toString() {
		return "PayloadMessage[role=" + this.role + ", " + this.message + "]";
	}

}
