package io.amgi.server;

import org.jspecify.annotations.Nullable;

/**
 * Opens what the messages of an invocation are sent by. A bean of this type goes before a
 * {@link io.amgi.protocol.MessageSend MessageSend}; Kafka's gives way to either.
 */
@FunctionalInterface
public interface MessageSendProvider {

	/**
	 * Opens an invocation, without connecting to anything yet.
	 * @param bootstrapServers the brokers that the event came from, separated by commas,
	 * or {@code null} if it does not say
	 * @return what to send by
	 */
	MessageSendSession open(@Nullable String bootstrapServers);

}
