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

import org.springframework.util.Assert;

/**
 * Refuses what the application sends on producers of its own while records are primed:
 * those cannot be taken back. Once that has ended, threads that are left of it are
 * refused still, and nobody else.
 */
public final class RefusedSends {

	private static final String REASON = "Nothing is sent on a KafkaTemplate or producer while records are primed: messages of a MessageSender are thrown away instead";

	private final ThreadLocal<Boolean> refusedThread = new ThreadLocal<>();

	private volatile boolean refused;

	private boolean ended;

	/**
	 * Refuses all sends while a task runs, until {@link #end()} at most, and those of its
	 * thread however long it runs.
	 * @param task the task
	 */
	public void refuseDuring(Runnable task) {
		refuse();
		try {
			refusing(task).run();
		}
		finally {
			this.refused = false;
		}
	}

	private synchronized void refuse() {
		this.refused = !this.ended;
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
	 * Ends the refusal of sends, except for threads that are left.
	 */
	public synchronized void end() {
		this.ended = true;
		this.refused = false;
	}

	/**
	 * Checks that a producer may be made, or send.
	 * @throws IllegalStateException if it is for a record that is primed
	 */
	void check() {
		Assert.state(!this.refused && this.refusedThread.get() == null, REASON);
	}

}
