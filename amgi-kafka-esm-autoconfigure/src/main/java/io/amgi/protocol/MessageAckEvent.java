package io.amgi.protocol;

/**
 * {@code message.ack}: a message is handled.
 *
 * @param id the message's id
 */
public record MessageAckEvent(String id) implements SendEvent {

	@Override
	public String type() {
		return "message.ack";
	}

}
