package io.amgi.server;

import io.amgi.protocol.MessageSend;

/**
 * What the messages of one invocation are sent by. Several threads may send.
 */
public interface MessageSendSession extends MessageSend, AutoCloseable {

	/**
	 * Returns what a record that is given up is published by: this, unless it tells such
	 * messages from the application's.
	 * @param letter the record
	 * @return what to publish it by
	 */
	default MessageSend deadLetters(DeadLetter letter) {
		return this;
	}

	/**
	 * Ends the invocation, after its outcome is closed: who still waits for a
	 * confirmation, does so in vain.
	 */
	@Override
	void close();

}
