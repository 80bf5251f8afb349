package io.amgi.esm;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

import io.amgi.protocol.NotAttemptedException;

/**
 * What was sent in a scope and is not known to have arrived.
 */
final class ScopeSends {

	private final List<TrackedSend> sends = new ArrayList<>(0);

	synchronized TrackedSend add() {
		TrackedSend send = new TrackedSend();
		this.sends.add(send);
		return send;
	}

	// Returns whether nothing is under way.
	synchronized boolean areSettled() {
		return this.sends.stream().allMatch((send) -> send.settled().isDone());
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
			await(CompletableFuture.allOf(settled()), left);
			left = nanos - (System.nanoTime() - start);
		}
		forgetWhatArrived();
	}

	private static void await(CompletableFuture<?> settled, long nanos) throws InterruptedException {
		try {
			settled.get(nanos, TimeUnit.NANOSECONDS);
		}
		catch (ExecutionException | TimeoutException ex) {
			// Each send is asked on its own.
		}
	}

	private synchronized CompletableFuture<?>[] settled() {
		return this.sends.stream().map(TrackedSend::settled).toArray(CompletableFuture[]::new);
	}

	private synchronized void forgetWhatArrived() {
		this.sends.removeIf(TrackedSend::isDealtWith);
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
		return this.sends.stream().filter((send) -> !send.isDone()).toList();
	}

	/**
	 * Returns what a send failed with that the application did not see fail.
	 * @return the first such failure, or {@code null}
	 */
	synchronized @Nullable Throwable unseenFailure() {
		return this.sends.stream().map(TrackedSend::unseenFailure).filter(Objects::nonNull).findFirst().orElse(null);
	}

}
