package io.amgi.server;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Publishes the dead letters of a batch, one after another, on a thread of its own: the
 * calling thread must not wait for brokers, and a thread that reports confirmations would
 * wait for itself.
 */
final class SequentialPublisher {

	private final Executor executor;

	private final Consumer<Throwable> onError;

	private final Queue<Publication> waiting = new ArrayDeque<>();

	private boolean running;

	/**
	 * Creates a publisher.
	 * @param executor starts a task at once
	 * @param onError called with errors, which need not be a dead letter's
	 */
	SequentialPublisher(Executor executor, Consumer<Throwable> onError) {
		this.executor = executor;
		this.onError = onError;
	}

	/**
	 * Publishes as soon as earlier dead letters are on their way. One that is settled by
	 * then is not published.
	 * @param send settles as the publication does
	 * @param start starts the publication
	 */
	void publish(TrackedSend send, Supplier<CompletableFuture<Void>> start) {
		if (!enqueue(new Publication(send, start))) {
			return;
		}
		try {
			this.executor.execute(this::drain);
		}
		catch (Throwable ex) {
			abandon(ex);
		}
	}

	// Tells whether a thread has to be started.
	private synchronized boolean enqueue(Publication publication) {
		this.waiting.add(publication);
		boolean idle = !this.running;
		this.running = true;
		return idle;
	}

	private void drain() {
		for (Publication next = next(); next != null; next = next()) {
			publish(next);
		}
	}

	private void abandon(Throwable reason) {
		for (Publication next = next(); next != null; next = next()) {
			next.send().accept(reason);
		}
	}

	private void publish(Publication publication) {
		try {
			if (!publication.send().isSettled()) {
				publication.send().follow(() -> start(publication));
			}
		}
		catch (Error ex) {
			// Its send has failed, and whoever has to know does.
		}
	}

	// Before the send fails, since nobody may be waiting for more then.
	private CompletableFuture<Void> start(Publication publication) {
		try {
			return publication.start().get();
		}
		catch (Error ex) {
			this.onError.accept(ex);
			throw ex;
		}
	}

	private synchronized @Nullable Publication next() {
		Publication next = this.waiting.poll();
		this.running = (next != null);
		return next;
	}

	/**
	 * A dead letter that waits for its turn.
	 *
	 * @param send settles as the publication does
	 * @param start starts the publication
	 */
	private record Publication(TrackedSend send, Supplier<CompletableFuture<Void>> start) {

	}

}
