/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.amgi.kafka;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Times out sends that the producer never reports on. There is one timer, for the oldest
 * pending message. It keeps running when that message settles: a timer per invocation
 * would wake another thread in each. Its thread begins with the first message.
 */
final class SendWatchdog {

	private static final int FEW = 64;

	private static final long IDLE_SECONDS = 60;

	private final long nanos;

	// In the order in which they were sent.
	private final Deque<OutboundRecord> pending = new ArrayDeque<>(2);

	private int many = FEW;

	private @Nullable ScheduledExecutorService thread;

	private @Nullable Future<?> timer;

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
		this.timer = thread().schedule(this::check, delay, TimeUnit.NANOSECONDS);
	}

	// Does not use the JDK's delay thread, where a slow callback would delay other
	// time-outs.
	private ScheduledExecutorService thread() {
		if (this.thread == null) {
			ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, SendWatchdog::daemon);
			thread.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
			thread.allowCoreThreadTimeOut(true);
			thread.setRemoveOnCancelPolicy(true);
			this.thread = thread;
		}
		return this.thread;
	}

	private static Thread daemon(Runnable task) {
		Thread thread = new Thread(task, "amgi-send-watchdog");
		thread.setDaemon(true);
		return thread;
	}

	private void check() {
		fail(takeOverdue(), "No answer");
	}

	private static void fail(List<OutboundRecord> records, String reason) {
		records.forEach((record) -> record.settle(new TimeoutException(reason)));
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
	 * Fails what is pending, and ends the thread. Another message begins another one.
	 */
	synchronized void end() {
		if (this.thread == null) {
			return;
		}
		if (this.timer != null) {
			this.timer.cancel(false);
		}
		List<OutboundRecord> abandoned = List.copyOf(this.pending);
		this.pending.clear();
		this.thread.execute(() -> fail(abandoned, "No answer before the application stopped"));
		this.thread.shutdown();
		this.thread = null;
		this.timer = null;
	}

}
