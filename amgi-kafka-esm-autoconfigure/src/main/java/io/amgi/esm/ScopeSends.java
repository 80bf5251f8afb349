package io.amgi.esm;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import io.amgi.protocol.NotAttemptedException;

/**
 * What was sent in a scope and is not known to have arrived. Who confirms only counts:
 * the thread that hears from brokers does so for all scopes.
 */
final class ScopeSends {

	// In the order in which they were sent; those that have arrived go as others come.
	private final Deque<TrackedSend> sends = new ArrayDeque<>(2);

	private final AtomicInteger underWay = new AtomicInteger();

	// Completed when nothing is under way, if somebody waits for that.
	private volatile CompletableFuture<Void> settled = CompletableFuture.completedFuture(null);

	TrackedSend add() {
		TrackedSend send = new TrackedSend(this);
		this.underWay.incrementAndGet();
		remember(send);
		return send;
	}

	private synchronized void remember(TrackedSend send) {
		for (TrackedSend first = this.sends.peek(); hasArrived(first); first = this.sends.peek()) {
			this.sends.remove();
		}
		this.sends.add(send);
	}

	private static boolean hasArrived(@Nullable TrackedSend send) {
		return send != null && send.isSettled() && send.failure() == null;
	}

	// Called once per send.
	void settleOne() {
		if (this.underWay.decrementAndGet() == 0) {
			this.settled.complete(null);
		}
	}

	// Returns whether nothing is under way.
	boolean areSettled() {
		return this.underWay.get() == 0;
	}

	/**
	 * Waits until nothing is under way, nor what has been sent because of it. Whether it
	 * has failed is another question.
	 * @param nanos how long to wait
	 * @throws InterruptedException if the thread is interrupted while it waits
	 */
	void await(long nanos) throws InterruptedException {
		long start = System.nanoTime();
		long left = nanos;
		while (!areSettled() && left > 0) {
			awaitNone(left);
			left = nanos - (System.nanoTime() - start);
		}
		forgetWhatArrived();
	}

	private void awaitNone(long nanos) throws InterruptedException {
		CompletableFuture<Void> settled = settled();
		try {
			// What was settled until now does not know of it.
			if (!areSettled()) {
				settled.get(nanos, TimeUnit.NANOSECONDS);
			}
		}
		catch (ExecutionException | TimeoutException ex) {
			// Each send is asked on its own.
		}
	}

	private synchronized CompletableFuture<Void> settled() {
		if (this.settled.isDone()) {
			this.settled = new CompletableFuture<>();
		}
		return this.settled;
	}

	private synchronized void forgetWhatArrived() {
		this.sends.removeIf(ScopeSends::hasArrived);
	}

	/**
	 * Gives up what is still under way.
	 */
	void expire() {
		for (TrackedSend send : underWay()) {
			send.expire(new NotAttemptedException("A message was not confirmed in time, may still arrive"));
		}
	}

	private synchronized List<TrackedSend> underWay() {
		return this.sends.stream().filter((send) -> !send.isSettled()).toList();
	}

	/**
	 * Returns what a send failed with that the application did not see fail.
	 * @return the first such failure, or {@code null}
	 */
	synchronized @Nullable Throwable unseenFailure() {
		return this.sends.stream().map(TrackedSend::unseenFailure).filter(Objects::nonNull).findFirst().orElse(null);
	}

}
