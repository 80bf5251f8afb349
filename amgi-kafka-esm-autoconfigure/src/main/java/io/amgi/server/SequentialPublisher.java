package io.amgi.server;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Publishes an invocation's dead letters, one behind another, on a thread of their own
 * where the thread at hand must not wait for brokers: one that tells of confirmations
 * would wait for itself, and the invoking one for too long.
 */
final class SequentialPublisher {

	private final Executor executor;

	private final Queue<Publication> waiting = new ArrayDeque<>();

	private boolean running;

	/**
	 * Creates a queue of publications.
	 * @param executor starts a task at once
	 */
	SequentialPublisher(Executor executor) {
		this.executor = executor;
	}

	/**
	 * Publishes as soon as what was added before is on its way. What is settled by then
	 * is not published.
	 * @param send settles as the publication does
	 * @param start starts the publication
	 */
	void add(TrackedSend send, Supplier<CompletableFuture<Void>> start) {
		if (!enqueue(new Publication(send, start))) {
			return;
		}
		try {
			this.executor.execute(this::drain);
		}
		catch (RuntimeException ex) {
			abandon(ex);
		}
	}

	// Returns whether nobody publishes.
	private synchronized boolean enqueue(Publication publication) {
		this.waiting.add(publication);
		boolean idle = !this.running;
		this.running = true;
		return idle;
	}

	private void drain() {
		for (Publication next = next(); next != null; next = next()) {
			next.publish();
		}
	}

	private void abandon(RuntimeException reason) {
		for (Publication next = next(); next != null; next = next()) {
			next.send().accept(reason);
		}
	}

	private synchronized @Nullable Publication next() {
		Publication next = this.waiting.poll();
		this.running = (next != null);
		return next;
	}

	/**
	 * A dead letter that is to be published.
	 *
	 * @param send settles as the publication does
	 * @param start starts the publication
	 */
	private record Publication(TrackedSend send, Supplier<CompletableFuture<Void>> start) {

		// Of an Error the invocation learns by the failure.
		void publish() {
			try {
				if (!this.send.isSettled()) {
					this.send.follow(this.start);
				}
			}
			catch (Error ex) {
				this.send.accept(ex);
			}
		}

	}

}
