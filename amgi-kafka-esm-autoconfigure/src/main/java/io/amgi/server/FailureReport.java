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

import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Reports the records of a batch that were not acknowledged.
 */
@FunctionalInterface
public interface FailureReport {

	/**
	 * A report without lines.
	 */
	FailureReport NONE = (outcome) -> List.of();

	/**
	 * Returns the lines of the report. Each is written in the scopes that observers open
	 * for its record, before the observations of the batch are closed.
	 * @param outcome the outcome of the batch
	 * @return the lines in their order
	 */
	List<Line> lines(BatchOutcome outcome);

	/**
	 * A line of the report.
	 *
	 * @param record the record that the line is about, {@code null} if it is about
	 * several
	 * @param text the text
	 * @param log writes the text
	 */
	record Line(@Nullable InboundRecord record, Object text, Consumer<Object> log) {

		/**
		 * Creates the line of a record.
		 * @param nack the reason why the record was not acknowledged
		 * @param log writes the text
		 * @return the line
		 */
		public static Line of(RecordNack nack, Consumer<Object> log) {
			return new Line(nack.record(), nack, log);
		}

		/**
		 * Creates a line about several records.
		 * @param text the text
		 * @param log writes the text
		 * @return the line
		 */
		public static Line of(String text, Consumer<Object> log) {
			return new Line(null, text, log);
		}

		void write() {
			this.log.accept(this.text);
		}

	}

}
