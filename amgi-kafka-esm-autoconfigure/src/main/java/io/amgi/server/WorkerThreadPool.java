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

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.springframework.util.CustomizableThreadCreator;

/**
 * Platform threads for handlers. Their number is limited by their use: each invocation
 * has no more workers than its concurrency, and no invocation begins while that number of
 * handlers have outlived theirs.
 */
final class WorkerThreadPool implements Executor {

	private final ThreadPoolExecutor threads;

	WorkerThreadPool() {
		CustomizableThreadCreator creator = new CustomizableThreadCreator("amgi-");
		creator.setDaemon(true);
		this.threads = new ThreadPoolExecutor(0, Integer.MAX_VALUE, 1, TimeUnit.MINUTES, new SynchronousQueue<>(),
				creator::createThread);
	}

	@Override
	public void execute(Runnable task) {
		this.threads.execute(task);
	}

}
