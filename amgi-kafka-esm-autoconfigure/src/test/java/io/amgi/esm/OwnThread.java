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

package io.amgi.esm;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Runs tasks that may block on threads of their own. On JDK 25, the asynchronous methods
 * of {@link CompletableFuture} use the common pool even if it has a single thread, as on
 * a machine with two cores. There, a task that waits for another one waits forever.
 */
public final class OwnThread {

	private static final Executor THREADS = (task) -> {
		Thread thread = new Thread(task);
		thread.setDaemon(true);
		thread.start();
	};

	private OwnThread() {
	}

	public static CompletableFuture<Void> runAsync(Runnable task) {
		return CompletableFuture.runAsync(task, THREADS);
	}

	public static <T> CompletableFuture<T> supplyAsync(Supplier<T> task) {
		return CompletableFuture.supplyAsync(task, THREADS);
	}

}
