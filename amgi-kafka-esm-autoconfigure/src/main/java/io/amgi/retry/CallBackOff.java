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

package io.amgi.retry;

import java.time.Duration;

import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.BackOffExecution;

/**
 * The back-off of one call. It waits itself, since only the server knows when waiting has
 * become pointless.
 */
final class CallBackOff implements BackOff {

	private final BackOff backOff;

	private final Pause pause;

	private boolean cut;

	CallBackOff(BackOff backOff, Pause pause) {
		this.backOff = backOff;
		this.pause = pause;
	}

	@Override
	public BackOffExecution start() {
		BackOffExecution execution = this.backOff.start();
		return () -> await(execution.nextBackOff());
	}

	private long await(long millis) {
		if (millis == BackOffExecution.STOP) {
			return BackOffExecution.STOP;
		}
		this.cut = !this.pause.pause(Duration.ofMillis(millis));
		return this.cut ? BackOffExecution.STOP : 0;
	}

	/**
	 * Returns whether the batch has left no time for another attempt.
	 * @return whether it has not
	 */
	boolean isCut() {
		return this.cut;
	}

}
