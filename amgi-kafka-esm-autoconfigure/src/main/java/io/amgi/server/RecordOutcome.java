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

import org.jspecify.annotations.Nullable;

/**
 * The outcome for one record.
 *
 * @param kind the kind of outcome
 * @param nack the reason, {@code null} if the record was acknowledged
 */
public record RecordOutcome(Kind kind, @Nullable RecordNack nack) {

	private static final RecordOutcome ACKED = new RecordOutcome(Kind.ACKED, null);

	static RecordOutcome of(RecordDelivery delivery) {
		RecordNack givenUp = delivery.givenUp();
		if (givenUp != null) {
			return new RecordOutcome(Kind.DEAD_LETTERED, givenUp);
		}
		RecordNack nack = delivery.nack();
		if (nack == null) {
			return ACKED;
		}
		return new RecordOutcome(nack.isUndecided() ? Kind.NOT_COMPLETED : Kind.NACKED, nack);
	}

	/**
	 * The kinds of outcomes.
	 */
	public enum Kind {

		/**
		 * The record was acknowledged.
		 */
		ACKED,

		/**
		 * The application has refused the record.
		 */
		NACKED,

		/**
		 * The record was not attempted, or not handled to its end.
		 */
		NOT_COMPLETED,

		/**
		 * The record was published as a dead letter.
		 */
		DEAD_LETTERED

	}

}
