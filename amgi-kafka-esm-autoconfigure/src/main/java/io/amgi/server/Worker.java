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

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.amgi.server.StuckHandlers.StuckHandler;

/**
 * Runs groups of a batch, one after another, on one thread. As many handlers run at a
 * time as there are workers.
 */
final class Worker implements Runnable, StuckHandler {

	private final GroupScheduler scheduler;

	private final Consumer<MessageGroup> work;

	private boolean entered;

	private @Nullable Thread thread;

	private @Nullable MessageGroup group;

	private @Nullable StuckHandlers stuck;

	Worker(GroupScheduler scheduler, Consumer<MessageGroup> work) {
		this.scheduler = scheduler;
		this.work = work;
	}

	/**
	 * Runs inside of what decorates this worker.
	 * @param decorated what shall run this worker, on this thread
	 */
	void runIn(Runnable decorated) {
		try {
			decorated.run();
			if (!isEntered()) {
				throw new IllegalStateException("The TaskDecorator's task has ended without running its own");
			}
		}
		catch (Throwable ex) {
			if (!endUnlessEntered(ex)) {
				throw ex;
			}
		}
	}

	private boolean endUnlessEntered(Throwable reason) {
		boolean missed = !isEntered();
		if (missed) {
			this.scheduler.abort(reason);
			this.scheduler.remove(this);
		}
		return missed;
	}

	private synchronized boolean isEntered() {
		return this.entered;
	}

	@Override
	public void run() {
		enter();
		try {
			drain();
		}
		catch (Throwable ex) {
			this.scheduler.abort(ex);
		}
		finally {
			exit();
			this.scheduler.remove(this);
		}
	}

	/**
	 * Runs group after group until there is none.
	 */
	void drain() {
		for (MessageGroup next = this.scheduler.next(this); next != null; next = this.scheduler.next(this)) {
			setGroup(next);
			this.work.accept(next);
			setGroup(null);
		}
	}

	private synchronized void enter() {
		this.entered = true;
		this.thread = Thread.currentThread();
	}

	private synchronized void setGroup(@Nullable MessageGroup group) {
		this.group = group;
	}

	// Interrupts are only sent under the lock, so none can arrive later, when the thread
	// has other work.
	private void exit() {
		StuckHandlers stuck;
		synchronized (this) {
			this.thread = null;
			this.group = null;
			stuck = this.stuck;
			Thread.interrupted();
		}
		if (stuck != null) {
			stuck.remove(this);
		}
	}

	synchronized void interrupt() {
		if (this.thread != null) {
			this.thread.interrupt();
		}
	}

	/**
	 * Keeps the worker's group for it, whose handler outlives the invocation.
	 * @param stuck the handlers that have outlived their batch
	 * @param cluster the cluster that the group comes from, if it is known
	 */
	synchronized void outlive(StuckHandlers stuck, @Nullable String cluster) {
		if (this.group != null) {
			this.stuck = stuck;
			stuck.add(this, cluster, this.group.key());
		}
	}

	@Override
	public synchronized StackTraceElement[] stackTrace() {
		return (this.thread != null) ? this.thread.getStackTrace() : new StackTraceElement[0];
	}

}
