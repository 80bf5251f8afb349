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

/**
 * Policy for the records behind a failed one.
 */
public enum AfterFailure {

	/**
	 * Handle them all the same.
	 */
	CONTINUE,

	/**
	 * Do not attempt the records that are ordered behind the failed one, or no further
	 * record at all where the whole batch comes back.
	 */
	STOP;

	// Stops by default if single records are redelivered, to keep order across
	// redelivery.
	static AfterFailure defaultOf(Redelivery redelivery, Ordering ordering) {
		return (redelivery == Redelivery.RECORDS && ordering != Ordering.UNORDERED) ? STOP : CONTINUE;
	}

}
