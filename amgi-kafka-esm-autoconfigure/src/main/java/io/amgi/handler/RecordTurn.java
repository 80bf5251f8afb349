package io.amgi.handler;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

import org.jspecify.annotations.Nullable;

import io.amgi.protocol.MessageAckEvent;
import io.amgi.protocol.MessageNackEvent;
import io.amgi.protocol.SendEvent;
import io.amgi.sender.RecordSender;

/**
 * A record whose handler has ended, and what remains of its turn: the confirmation of
 * what it sent.
 */
final class RecordTurn {

	private final String id;

	private final RecordSender sender;

	private final @Nullable Throwable failure;

	private final CompletableFuture<Void> settled;

	/**
	 * Creates a turn.
	 * @param id the record's id
	 * @param sender what the record was sending by
	 * @param failure what the handler failed with, or {@code null}
	 */
	RecordTurn(String id, RecordSender sender, @Nullable Throwable failure) {
		this.id = id;
		this.sender = sender;
		this.failure = failure;
		this.settled = sender.end();
	}

	/**
	 * Returns whether it is clear what becomes of the record.
	 * @return whether {@link #decide()} would not wait
	 */
	boolean isDecidable() {
		return this.settled.isDone();
	}

	/**
	 * Decides on the record, waiting for what it sent where need be.
	 * @return what to tell the server
	 */
	SendEvent decide() {
		Throwable unsent = this.sender.takeFailure();
		if (this.failure != null) {
			return MessageNackEvent.because(this.id, unwrap(this.failure));
		}
		return (unsent != null) ? MessageNackEvent.because(this.id, unsent) : new MessageAckEvent(this.id);
	}

	// A handler that waits for what it sent, and does not go on when that fails.
	private static Throwable unwrap(Throwable failure) {
		Throwable cause = failure.getCause();
		return ((failure instanceof CompletionException || failure instanceof ExecutionException) && cause != null)
				? cause : failure;
	}

}
