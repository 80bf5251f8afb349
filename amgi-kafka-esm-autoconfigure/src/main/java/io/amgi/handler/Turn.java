package io.amgi.handler;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import io.amgi.protocol.MessageNackEvent;
import io.amgi.protocol.NotAttemptedException;
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

	/**
	 * Returns a nack, which nobody has decided on if what was sent beside it may be lost.
	 * @param unsent what a message has failed with, or {@code null}
	 * @param nack the nack of a handler that has failed for another reason
	 * @return the nack for the same reason
	 */
	static MessageNackEvent beside(@Nullable Throwable unsent, MessageNackEvent nack) {
		return (unsent instanceof NotAttemptedException) ? new MessageNackEvent(nack.id(), nack.message(),
				new NotAttemptedException(String.valueOf(unsent.getMessage()), nack.cause())) : nack;
	}

}
