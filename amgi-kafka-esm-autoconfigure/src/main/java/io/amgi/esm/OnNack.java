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

package io.amgi.esm;

import java.util.ArrayList;
import java.util.List;

import org.apache.commons.logging.Log;

import io.amgi.esm.BatchResponse.BatchItemFailure;
import io.amgi.esm.event.KafkaRecord;
import io.amgi.internal.RecordsLog;
import io.amgi.server.BatchOutcome;
import io.amgi.server.FailureReport.Line;
import io.amgi.server.RecordNack;
import io.amgi.server.Redelivery;

/**
 * Policy for records that were not acknowledged. Applied once, to the complete outcome of
 * an invocation.
 */
public enum OnNack {

	/**
	 * Log each of them and respond that the batch succeeded, so that Lambda moves on. A
	 * record that was not completed fails the invocation nevertheless.
	 */
	LOG(Redelivery.NONE) {

		@Override
		List<Line> lines(BatchOutcome outcome) {
			return outcome.hasUndecided() ? List.of()
					: outcome.nacks().stream().map((nack) -> Line.of(nack, logger::error)).toList();
		}

		@Override
		BatchResponse respond(BatchOutcome outcome) {
			if (outcome.hasUndecided()) {
				throw NackException.listing(outcome.nacks());
			}
			return BatchResponse.SUCCESS;
		}

	},

	/**
	 * Fail the invocation with a {@link NackException}, so that Lambda retries the batch.
	 */
	ERROR(Redelivery.BATCH) {

		@Override
		List<Line> lines(BatchOutcome outcome) {
			return List.of();
		}

		@Override
		BatchResponse respond(BatchOutcome outcome) {
			if (!outcome.nacks().isEmpty()) {
				throw NackException.countingStopped(outcome.nacks());
			}
			return BatchResponse.SUCCESS;
		}

	},

	/**
	 * Report them in the response, so that Lambda retries these records alone. The
	 * mapping must have {@code FunctionResponseTypes: [ReportBatchItemFailures]},
	 * otherwise they are committed.
	 */
	REPORT(Redelivery.RECORDS) {

		@Override
		List<Line> lines(BatchOutcome outcome) {
			List<RecordNack> nacks = outcome.nacks();
			List<Line> lines = new ArrayList<>();
			nacks.stream().limit(MAX_LINES).forEach((nack) -> lines.add(Line.of(nack, logger::warn)));
			if (nacks.size() > MAX_LINES) {
				lines.add(
						Line.of("Failed to process %d more records".formatted(nacks.size() - MAX_LINES), logger::warn));
			}
			return lines;
		}

		@Override
		BatchResponse respond(BatchOutcome outcome) {
			return new BatchResponse(outcome.nacks().stream().map(OnNack::failure).toList());
		}

	};

	private static final Log logger = RecordsLog.get();

	private static final int MAX_LINES = 100;

	private final Redelivery redelivery;

	OnNack(Redelivery redelivery) {
		this.redelivery = redelivery;
	}

	/**
	 * Returns the records that Lambda delivers again under this policy.
	 * @return the redelivery
	 */
	Redelivery redelivery() {
		return this.redelivery;
	}

	/**
	 * Returns the lines that report failures, unless an exception lists them.
	 * @param outcome the outcome
	 * @return the lines in their order
	 */
	abstract List<Line> lines(BatchOutcome outcome);

	/**
	 * Responds to Lambda.
	 * @param outcome the outcome, whose failures are logged already
	 * @return the response
	 * @throws NackException if the invocation must fail
	 */
	abstract BatchResponse respond(BatchOutcome outcome);

	// The server returns the records that it was given, whose sources are those of an
	// event.
	private static BatchItemFailure failure(RecordNack nack) {
		KafkaRecord record = (KafkaRecord) nack.record().source();
		return new BatchItemFailure(record.recordsKey(), record.offset());
	}

}
