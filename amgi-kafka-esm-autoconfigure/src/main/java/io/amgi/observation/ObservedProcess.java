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

package io.amgi.observation;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * The observation of a record, or of several in one call. It ends with the last of them.
 */
final class ObservedProcess {

	private static final ObservationFailures failures = new ObservationFailures();

	private final Observation observation;

	private final ProcessObservationContext context;

	private int pending;

	private @Nullable Outcome worst;

	ObservedProcess(Observation observation, ProcessObservationContext context, int records) {
		this.observation = observation;
		this.context = context;
		this.pending = records;
	}

	Observation observation() {
		return this.observation;
	}

	/**
	 * Settles one of the records.
	 * @param outcome the outcome
	 * @param cause the reason of a failure, or {@code null}
	 */
	void settle(Outcome outcome, @Nullable Throwable cause) {
		if (add(outcome)) {
			end(cause);
		}
	}

	/**
	 * Takes out a record that is handled by a further call.
	 */
	void leave() {
		if (add(null)) {
			end(null);
		}
	}

	/**
	 * Ends the observation although records are not settled.
	 */
	void abandon() {
		if (addAll(Outcome.NOT_COMPLETED)) {
			end(null);
		}
	}

	private synchronized boolean add(@Nullable Outcome outcome) {
		note(outcome);
		this.pending--;
		return this.pending == 0;
	}

	private synchronized boolean addAll(Outcome outcome) {
		boolean ends = this.pending > 0;
		note(outcome);
		this.pending = 0;
		return ends;
	}

	private void note(@Nullable Outcome outcome) {
		if (outcome != null) {
			this.worst = (this.worst != null) ? this.worst.worst(outcome) : outcome;
		}
	}

	private void end(@Nullable Throwable cause) {
		failures.run(() -> stop(cause));
	}

	private void stop(@Nullable Throwable cause) {
		Outcome outcome = this.worst;
		if (outcome != null) {
			this.context.setOutcome(outcome);
		}
		if (cause != null) {
			this.observation.error(cause);
		}
		this.observation.stop();
	}

}
