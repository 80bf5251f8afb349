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

import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.util.Assert;

/**
 * Refuses what the application sends on producers of its own while records are primed:
 * those cannot be taken back. Once that has ended, threads that are left of it are
 * refused still, and nobody else.
 */
public final class RefusedSends {

	private static final String REASON = "Nothing is sent on a KafkaTemplate or producer while records are primed: messages of a MessageSender are thrown away instead";

	private final ThreadLocal<Boolean> refusedThread = new ThreadLocal<>();

	private final AtomicInteger primings = new AtomicInteger();

	/**
	 * Refuses all sends until it is closed.
	 * @return what to close at the end
	 */
	public Refusal refuse() {
		this.primings.incrementAndGet();
		return this.primings::decrementAndGet;
	}

	/**
	 * Refuses the sends of a task, however long it runs.
	 * @param task the task
	 * @return the task to run instead
	 */
	public Runnable refusing(Runnable task) {
		return () -> {
			this.refusedThread.set(true);
			try {
				task.run();
			}
			finally {
				this.refusedThread.remove();
			}
		};
	}

	/**
	 * Checks that a producer may be made, or send.
	 * @throws IllegalStateException if it is for a record that is primed
	 */
	void check() {
		Assert.state(this.primings.get() == 0 && this.refusedThread.get() == null, REASON);
	}

	/**
	 * A time in which all sends are refused.
	 */
	@FunctionalInterface
	public interface Refusal extends AutoCloseable {

		@Override
		void close();

	}

}
