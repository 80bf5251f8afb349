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

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Work that failures of a scope leave to be done outside of its lock. Their decisions
 * count as made when it is done, so that a batch does not end before its failures are
 * logged.
 */
final class ScopeFailures {

	private @Nullable RecordDelivery first;

	private @Nullable Throwable cause;

	private List<DeadLetterPublication> publications = List.of();

	private int decisions;

	/**
	 * Adds a cause to be logged.
	 * @param first the record that has failed, or the first one of several
	 * @param cause the cause, or {@code null}
	 */
	void log(RecordDelivery first, @Nullable Throwable cause) {
		this.first = first;
		this.cause = cause;
	}

	/**
	 * Adds a dead letter to be published.
	 * @param publication the publication
	 */
	void publish(DeadLetterPublication publication) {
		if (this.publications.isEmpty()) {
			this.publications = new ArrayList<>(1);
		}
		this.publications.add(publication);
	}

	/**
	 * Adds a decision that the application owed, and that is made with these failures.
	 */
	void addDecision() {
		this.decisions++;
	}

	/**
	 * Returns the record whose failure is to be logged.
	 * @return the record, or {@code null} if nothing is
	 */
	@Nullable RecordDelivery first() {
		return this.first;
	}

	@Nullable Throwable cause() {
		return this.cause;
	}

	List<DeadLetterPublication> publications() {
		return this.publications;
	}

	int decisions() {
		return this.decisions;
	}

}
