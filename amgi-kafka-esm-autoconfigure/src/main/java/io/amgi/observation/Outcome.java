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

import java.util.Locale;

import io.amgi.server.RecordOutcome;

/**
 * Outcomes of records as tags and fields have them, from the best to the worst.
 */
public enum Outcome {

	/**
	 * The record was acknowledged.
	 */
	ACKED,

	/**
	 * The record was handled before, and acknowledged without being handled again.
	 */
	DUPLICATE,

	/**
	 * The record was published as a dead letter.
	 */
	DEAD_LETTERED,

	/**
	 * The application has refused the record.
	 */
	NACKED,

	/**
	 * The record was not attempted, or not handled to its end.
	 */
	NOT_COMPLETED;

	private final String value = name().toLowerCase(Locale.ROOT);

	static Outcome of(RecordOutcome outcome) {
		return switch (outcome.kind()) {
			case ACKED -> ACKED;
			case DEAD_LETTERED -> DEAD_LETTERED;
			case NACKED -> NACKED;
			case NOT_COMPLETED -> NOT_COMPLETED;
		};
	}

	Outcome worst(Outcome other) {
		return (compareTo(other) < 0) ? other : this;
	}

	/**
	 * Returns the name that tags and fields have.
	 * @return the name in lower case
	 */
	public String value() {
		return this.value;
	}

}
