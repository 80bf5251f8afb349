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

package io.amgi.test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.amgi.server.BatchOutcome;
import io.amgi.server.RecordNack;

/**
 * A completed invocation.
 *
 * @param event the event
 * @param outcome the application's outcome
 * @param capture the messages that it has sent
 * @param duplicates the ids of records that were handled before
 */
record ClientInvocation(byte[] event, BatchOutcome outcome, SendCapture capture, Set<String> duplicates) {

	BatchResult result() {
		Map<EventCoordinates, RecordNack> nacked = index(this.outcome.nacks());
		Map<EventCoordinates, RecordNack> givenUp = index(this.outcome.givenUp());
		return new BatchResult(this.event, EventCoordinates.of(this.event)
			.stream()
			.map((record) -> new RecordResult(this.event, record.toRecordId(),
					nacked.getOrDefault(record, givenUp.get(record)), givenUp.containsKey(record),
					this.duplicates.contains(record.messageId()), this.capture.messages().of(record.messageId()),
					this.capture.deadLetters().of(record.messageId())))
			.toList(), this.capture.messages().all(), this.capture.deadLetters().all());
	}

	private static Map<EventCoordinates, RecordNack> index(List<RecordNack> nacks) {
		Map<EventCoordinates, RecordNack> index = new HashMap<>();
		nacks.forEach((nack) -> index.put(EventCoordinates.of(nack), nack));
		return index;
	}

}
