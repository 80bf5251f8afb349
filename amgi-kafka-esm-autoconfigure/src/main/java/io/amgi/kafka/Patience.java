package io.amgi.kafka;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * How long an invocation waits for a producer that says nothing at all. There is one
 * timer, for the message that has waited longest.
 */
final class Patience {

	private final long nanos;

	// In the order in which they were sent.
	private final Deque<PendingSend> pending = new ArrayDeque<>(2);

	private @Nullable CompletableFuture<Void> timer;

	Patience(Duration duration) {
		this.nanos = duration.toNanos();
	}

	synchronized void watch(PendingSend send) {
		forgetSettled();
		this.pending.add(send);
		if (this.timer == null) {
			start(this.nanos);
		}
	}

	private void forgetSettled() {
		for (PendingSend first = this.pending.peek(); first != null && first.isSettled(); first = this.pending.peek()) {
			this.pending.remove();
		}
	}

	private void start(long delay) {
		CompletableFuture<Void> timer = new CompletableFuture<>();
		this.timer = timer;
		timer.completeOnTimeout(null, Math.max(0, delay), TimeUnit.NANOSECONDS).thenRun(this::check);
	}

	private void check() {
		takeOverdue().forEach((send) -> send.accept(new TimeoutException("No answer")));
	}

	private synchronized List<PendingSend> takeOverdue() {
		List<PendingSend> overdue = new ArrayList<>();
		forgetSettled();
		for (PendingSend first = this.pending.peek(); first != null && left(first) <= 0; first = this.pending.peek()) {
			overdue.add(this.pending.remove());
		}
		this.timer = null;
		if (!this.pending.isEmpty()) {
			start(left(this.pending.element()));
		}
		return overdue;
	}

	private long left(PendingSend send) {
		return this.nanos - send.age();
	}

	/**
	 * Stops the timer.
	 */
	synchronized void end() {
		if (this.timer != null) {
			this.timer.cancel(false);
		}
	}

}
