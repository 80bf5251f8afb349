package io.amgi.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import io.amgi.protocol.NotCompletedException;

/**
 * What was sent in a scope and is not known to have arrived. Who confirms only counts:
 * the thread that hears from brokers does so for all scopes.
 */
final class ScopeSends {

	private static final int FEW = 64;

	private static final CompletableFuture<Void> BY_NOBODY = CompletableFuture.completedFuture(null);

	// In the order in which they were sent; those that have arrived go when they are
	// many.
	private final List<TrackedSend> sends = new ArrayList<>(0);

	private final Runnable onSettled = this::settleOne;

	private int many = FEW;

	private volatile int sent;

	private final AtomicInteger settled = new AtomicInteger();

	// Completed when nothing is under way, if somebody waits for that.
	private volatile CompletableFuture<Void> awaited = BY_NOBODY;

	synchronized TrackedSend add() {
		if (this.sends.size() >= this.many) {
			forgetWhatArrived();
		}
		TrackedSend send = new TrackedSend(this.onSettled);
		this.sends.add(send);
		this.sent++;
		return send;
	}

	private synchronized void forgetWhatArrived() {
		this.sends.removeIf((send) -> send.isSettled() && (send.failure() == null || send.isSeenForGood()));
		this.many = Math.max(FEW, 2 * this.sends.size());
	}

	// Called once per send.
	private void settleOne() {
		this.settled.incrementAndGet();
		CompletableFuture<Void> awaited = this.awaited;
		if (!awaited.isDone() && areSettled()) {
			awaited.complete(null);
		}
	}

	// Returns whether nothing is under way. In this order: nothing settles before it is
	// sent.
	boolean areSettled() {
		int settled = this.settled.get();
		return settled == this.sent;
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
		CompletableFuture<Void> awaited = awaited();
		try {
			// What was settled until now does not know of it.
			if (!areSettled()) {
				awaited.get(nanos, TimeUnit.NANOSECONDS);
			}
		}
		catch (ExecutionException | TimeoutException ex) {
			// Each send is asked on its own.
		}
	}

	private synchronized CompletableFuture<Void> awaited() {
		if (this.awaited.isDone()) {
			this.awaited = new CompletableFuture<>();
		}
		return this.awaited;
	}

	/**
	 * Gives up what is still under way.
	 */
	void expire() {
		for (TrackedSend send : underWay()) {
			send.expire(notConfirmed());
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

	/**
	 * Returns what counts against the application at the end, when what is under way and
	 * nobody waits for is a failure as well.
	 * @return the first such failure, or {@code null}
	 */
	synchronized @Nullable Throwable lastUnseenFailure() {
		boolean unknown = this.sends.stream().anyMatch((send) -> !send.isSettled() && !send.isSeen());
		return unknown ? notConfirmed() : unseenFailure();
	}

	private static NotCompletedException notConfirmed() {
		return new NotCompletedException("A message was not confirmed in time, may still arrive");
	}

}
