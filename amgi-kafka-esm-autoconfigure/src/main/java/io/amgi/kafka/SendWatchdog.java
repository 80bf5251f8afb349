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
 * Times out sends that the producer never reports on. There is one timer, for the oldest
 * pending message. It keeps running when that message settles: a timer per invocation
 * would wake another thread in each.
 */
final class SendWatchdog {

	private static final int FEW = 64;

	private final long nanos;

	// In the order in which they were sent.
	private final Deque<OutboundRecord> pending = new ArrayDeque<>(2);

	private int many = FEW;

	private @Nullable CompletableFuture<Void> timer;

	SendWatchdog(Duration duration) {
		this.nanos = duration.toNanos();
	}

	synchronized void watch(OutboundRecord record) {
		if (this.pending.size() >= this.many) {
			forgetSettled();
		}
		this.pending.add(record);
		if (this.timer == null) {
			start(this.nanos);
		}
	}

	/**
	 * Lets go of what is settled, and of the payloads that it holds.
	 */
	synchronized void forgetSettled() {
		this.pending.removeIf(OutboundRecord::isSettled);
		this.many = Math.max(FEW, 2 * this.pending.size());
	}

	private void start(long delay) {
		CompletableFuture<Void> timer = new CompletableFuture<>();
		this.timer = timer;
		timer.completeOnTimeout(null, Math.max(0, delay), TimeUnit.NANOSECONDS).thenRun(this::check);
	}

	private void check() {
		takeOverdue().forEach((record) -> record.settle(new TimeoutException("No answer")));
	}

	private synchronized List<OutboundRecord> takeOverdue() {
		List<OutboundRecord> overdue = new ArrayList<>();
		forgetSettled();
		while (!this.pending.isEmpty() && left(this.pending.element()) <= 0) {
			overdue.add(this.pending.remove());
		}
		this.timer = null;
		if (!this.pending.isEmpty()) {
			start(left(this.pending.element()));
		}
		return overdue;
	}

	private long left(OutboundRecord record) {
		return this.nanos - record.age();
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
