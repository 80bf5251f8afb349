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
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Runs tasks of a batch one after another, on a thread that it takes while there are any.
 */
final class SequentialExecutor implements Executor {

	private final Executor executor;

	private final Consumer<Throwable> onError;

	private final Queue<Runnable> waiting = new ArrayDeque<>(2);

	private boolean running;

	/**
	 * Creates an executor.
	 * @param executor starts a task at once
	 * @param onError called with what tasks throw, or with the reason if no thread can be
	 * had for them
	 */
	SequentialExecutor(Executor executor, Consumer<Throwable> onError) {
		this.executor = executor;
		this.onError = onError;
	}

	@Override
	public void execute(Runnable task) {
		if (!enqueue(task)) {
			return;
		}
		try {
			this.executor.execute(this::drain);
		}
		catch (Throwable ex) {
			abandon(ex);
		}
	}

	/**
	 * Returns whether a thread has to be started.
	 * @param task the task to add
	 * @return whether to start a thread
	 */
	private synchronized boolean enqueue(Runnable task) {
		this.waiting.add(task);
		boolean idle = !this.running;
		this.running = true;
		return idle;
	}

	/**
	 * Returns whether all tasks have run.
	 * @return whether nothing runs or waits
	 */
	synchronized boolean isIdle() {
		return !this.running;
	}

	private void abandon(Throwable reason) {
		for (Runnable next = next(); next != null; next = next()) {
			if (next instanceof Task task) {
				task.abandon(reason);
			}
			else {
				this.onError.accept(reason);
			}
		}
	}

	private void drain() {
		for (Runnable next = next(); next != null; next = next()) {
			run(next);
		}
	}

	private void run(Runnable task) {
		try {
			task.run();
		}
		catch (Throwable ex) {
			this.onError.accept(ex);
		}
	}

	private synchronized @Nullable Runnable next() {
		Runnable next = this.waiting.poll();
		this.running = (next != null);
		return next;
	}

	/**
	 * A task that somebody waits for.
	 */
	interface Task extends Runnable {

		/**
		 * Ends the task if no thread can be had for it.
		 * @param reason the reason
		 */
		void abandon(Throwable reason);

	}

}
