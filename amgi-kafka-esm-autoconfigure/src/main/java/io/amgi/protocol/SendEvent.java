package io.amgi.protocol;

/**
 * An event from the application to the server.
 */
public sealed interface SendEvent
		permits LifespanStartupCompleteEvent, LifespanStartupFailedEvent, LifespanShutdownCompleteEvent,
		LifespanShutdownFailedEvent, MessageAckEvent, MessageNackEvent, MessageSendEvent {

	/**
	 * Returns the name that AMGI gives this kind of event.
	 * @return the type, such as {@code message.ack}
	 */
	String type();

}
