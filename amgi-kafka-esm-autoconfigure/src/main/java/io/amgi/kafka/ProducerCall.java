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

/**
 * A call of a producer's {@code send}. What the producer reports within it, on the
 * caller's own thread, is about a message that it has not taken.
 */
final class ProducerCall {

	private final Thread caller = Thread.currentThread();

	// Of the caller's thread alone.
	private boolean returned;

	/**
	 * Returns whether the current thread is within the call.
	 * @return whether the call has not returned
	 */
	boolean isCurrent() {
		return Thread.currentThread() == this.caller && !this.returned;
	}

	void end() {
		this.returned = true;
	}

}
