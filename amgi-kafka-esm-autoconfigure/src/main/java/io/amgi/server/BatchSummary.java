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

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Summary of an invocation, published to Spring's listeners before Lambda is answered.
 *
 * @param records how many records the event had
 * @param acked how many were acknowledged
 * @param deadLetters how many became dead letters
 * @param fatal how many failed and would fail again
 * @param failed how many failed otherwise
 * @param undecided how many were not attempted or not handled to their end
 * @param time how long it took
 * @param deadlineLeft how much time was left, or {@code null} without a deadline
 */
public record BatchSummary(int records, int acked, int deadLetters, int fatal, int failed, int undecided, Duration time,
		@Nullable Duration deadlineLeft) {

	@Override
	public String toString() {
		return "Handled %d records in %d ms: %d acked, %d dead letters, %d failed fatally, %d failed, %d undecided%s"
			.formatted(this.records, this.time.toMillis(), this.acked, this.deadLetters, this.fatal, this.failed,
					this.undecided,
					(this.deadlineLeft != null) ? ", %d ms left".formatted(this.deadlineLeft.toMillis()) : "");
	}

}
