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

package io.amgi.server;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Decides which group of a batch runs when. Groups wait here until a worker is free, and
 * those that a stuck handler keeps wait until it ends.
 */
final class GroupScheduler {

	private static final long BRIEFLY = TimeUnit.MILLISECONDS.toNanos(1);

	private final BatchState batchState;

	private final Deadline deadline;

	private final int concurrency;

	private final WorkerExecutor executor;

	private final StuckHandlers stuck;

	private final @Nullable String cluster;

	private final Deque<MessageGroup> ready = new ArrayDeque<>();

	private final List<MessageGroup> held = new ArrayList<>(0);

	private final Set<Worker> workers = new HashSet<>();

	private final Runnable onRelease = this::release;

	private boolean released;

	/**
	 * Creates a scheduler.
	 * @param batchState the state of the batch
	 * @param deadline the deadline of the batch
	 * @param concurrency the number of handlers that run at a time
	 * @param executor the executor of workers
	 * @param stuck handlers of earlier batches that still run
	 * @param cluster the cluster that the groups come from, if it is known
	 */
	GroupScheduler(BatchState batchState, Deadline deadline, int concurrency, WorkerExecutor executor,
			StuckHandlers stuck, @Nullable String cluster) {
		this.batchState = batchState;
		this.deadline = deadline;
		this.concurrency = concurrency;
		this.executor = executor;
		this.stuck = stuck;
		this.cluster = cluster;
		batchState.onAbort(this::wakeUp);
	}

	/**
	 * Runs groups until all are done or time is up. Groups that might not come back in
	 * time do not run on the calling thread.
	 * @param groups the groups in the order of the batch
	 * @param work handles a group
	 */
	void run(List<MessageGroup> groups, Consumer<MessageGroup> work) {
		this.stuck.register(this.onRelease);
		try {
			groups.forEach((group) -> (this.stuck.hold(this.cluster, group) ? this.held : this.ready).add(group));
			if (isInline(groups)) {
				this.batchState.runInline();
				new Worker(this, work).drain();
			}
			else {
				runWorkers(work);
			}
		}
		catch (Throwable ex) {
			abort(ex);
		}
		finally {
			this.stuck.unregister(this.onRelease);
			end();
		}
	}

	private boolean isInline(List<MessageGroup> groups) {
		return this.deadline.at() == null && this.held.isEmpty() && (this.concurrency == 1 || groups.size() <= 1);
	}

	private void runWorkers(Consumer<MessageGroup> work) throws InterruptedException {
		do {
			start(openWorkers(work));
		}
		while (awaitRelease());
	}

	// Nobody must wait for a worker that was not started.
	private void start(Queue<Worker> opened) {
		try {
			while (!opened.isEmpty()) {
				this.executor.start(opened.element());
				opened.remove();
			}
		}
		finally {
			opened.forEach(this::remove);
		}
	}

	private synchronized Queue<Worker> openWorkers(Consumer<MessageGroup> work) {
		Queue<Worker> opened = new ArrayDeque<>();
		while (this.workers.size() < this.concurrency && opened.size() < this.ready.size()) {
			Worker worker = new Worker(this, work);
			opened.add(worker);
			this.workers.add(worker);
		}
		return opened;
	}

	private boolean awaitRelease() throws InterruptedException {
		boolean released = awaitReleaseOrEnd();
		if (released) {
			List<MessageGroup> free = this.held.stream()
				.filter((group) -> !this.stuck.hold(this.cluster, group))
				.toList();
			this.held.removeAll(free);
			addReady(free);
		}
		return released;
	}

	private synchronized boolean awaitReleaseOrEnd() throws InterruptedException {
		while (isBusy() && !this.released && !isLate()) {
			TimeUnit.NANOSECONDS.timedWait(this, Math.max(BRIEFLY, this.deadline.nanosToMargin()));
		}
		boolean released = this.released && isBusy();
		this.released = false;
		return released;
	}

	private boolean isBusy() {
		return this.batchState.error() == null
				&& (!this.workers.isEmpty() || this.batchState.isRunning() && !this.held.isEmpty());
	}

	// One record is attempted even if the margin began before.
	private boolean isLate() {
		return this.deadline.nanosToMargin() <= 0
				&& (this.batchState.hasBegun() || this.workers.isEmpty() || this.deadline.nanosToClose() <= 0);
	}

	private synchronized void addReady(List<MessageGroup> groups) {
		this.ready.addAll(groups);
	}

	// Interrupts running workers and gives them time until the outcome is closed.
	private void end() {
		List<Worker> running = workers();
		if (running.isEmpty()) {
			return;
		}
		this.batchState.cut();
		running.forEach(Worker::interrupt);
		awaitWorkers(this.deadline::nanosToClose);
	}

	/**
	 * Leaves those handlers behind that run on though the outcome is closed.
	 * @param unconfirmed whether some have just been told that what they sent was not
	 * confirmed, and deserve a moment to take note of it
	 */
	void leave(boolean unconfirmed) {
		if (unconfirmed) {
			long end = System.nanoTime() + this.deadline.remainingNanos() / 2;
			awaitWorkers(() -> end - System.nanoTime());
		}
		workers().forEach((worker) -> worker.outlive(this.stuck, this.cluster));
	}

	private synchronized void awaitWorkers(LongSupplier nanosLeft) {
		try {
			while (!this.workers.isEmpty() && nanosLeft.getAsLong() > 0) {
				TimeUnit.NANOSECONDS.timedWait(this, Math.max(BRIEFLY, nanosLeft.getAsLong()));
			}
		}
		catch (InterruptedException ex) {
			abort(ex);
		}
	}

	private synchronized List<Worker> workers() {
		return List.copyOf(this.workers);
	}

	/**
	 * Returns the groups that a stuck handler has kept to the end.
	 * @return the groups
	 */
	List<MessageGroup> held() {
		return this.held;
	}

	/**
	 * Hands out the next group, or lets the worker go. Both is one step: a group that
	 * becomes free later needs another worker.
	 * @param worker the worker that asks
	 * @return the group, or {@code null} if the worker has nothing more to do
	 */
	synchronized @Nullable MessageGroup next(Worker worker) {
		MessageGroup next = this.batchState.isRunning() ? this.ready.poll() : null;
		if (next == null) {
			remove(worker);
		}
		return next;
	}

	/**
	 * Signals that groups have become free.
	 */
	synchronized void release() {
		this.released = true;
		notifyAll();
	}

	synchronized void remove(Worker worker) {
		this.workers.remove(worker);
		notifyAll();
	}

	/**
	 * Ends the batch because of a failure that is not a record's.
	 * @param error the failure
	 */
	void abort(Throwable error) {
		this.batchState.abort(error);
	}

	private synchronized void wakeUp() {
		notifyAll();
	}

}
