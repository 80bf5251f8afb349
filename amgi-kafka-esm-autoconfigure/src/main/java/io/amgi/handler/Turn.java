package io.amgi.handler;

import java.util.concurrent.CompletableFuture;

import io.amgi.protocol.Send;

/**
 * What remains to be done when a handler has ended.
 */
interface Turn {

	/**
	 * Decides as soon as it is clear what becomes of the turn's records: on this thread,
	 * or on the one that settles the last of what was sent.
	 * @param send the way to tell the server
	 * @return completed when nothing remains of the turn
	 */
	CompletableFuture<Void> decide(Send send);

}
