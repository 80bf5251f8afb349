package io.amgi.idempotency;

import io.amgi.handler.ChannelMessage;

/**
 * Listens for records that were handled before. Beans of this type are called on the
 * thread that handles a record's channel, before the record is acknowledged; what they
 * throw is logged.
 */
@FunctionalInterface
public interface DuplicateListener {

	/**
	 * Called when a record is recognised, and not handled again.
	 * @param message the record's message
	 */
	void recognized(ChannelMessage message);

}
