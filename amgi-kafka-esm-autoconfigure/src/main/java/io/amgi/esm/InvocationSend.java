package io.amgi.esm;

import io.amgi.protocol.MessageSend;

/**
 * What the messages of one invocation are sent by. Several threads may send.
 */
public interface InvocationSend extends MessageSend, AutoCloseable {

	/**
	 * Ends the invocation, after its outcome is closed: who still waits for a
	 * confirmation, does so in vain.
	 */
	@Override
	void close();

}
