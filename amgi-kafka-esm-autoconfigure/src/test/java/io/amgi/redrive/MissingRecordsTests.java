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

package io.amgi.redrive;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MissingRecordsTests {

	@Test
	void nothingIsMissingIfAllRecordsAreThere() {
		assertThat(missing(3, 3, 4, 5).count()).isZero();
	}

	@Test
	void gapsOfTransactionsAreNoRecords() {
		assertThat(missing(2, 3, 5).count()).isZero();
		assertThat(missing(null, 3, 5).count()).isZero();
	}

	@Test
	void recordsThatCompactionRemovedAreMissing() {
		assertThat(missing(3, 3, 5)).hasToString("1, among orders-0@4-4");
	}

	@Test
	void firstAndLastRecordAreMissingWhateverTheSizeOfTheBatch() {
		assertThat(missing(null, 4)).hasToString("2, among orders-0@3-3, orders-0@5-5");
	}

	@Test
	void allRecordsAreMissing() {
		assertThat(missing(3)).hasToString("3, among orders-0@3-5");
	}

	@Test
	void gapsAreNamedUpToANumber() {
		FailureDocument document = document(50, 0, 100);
		List<FailedRecord> even = records(LongStream.rangeClosed(0, 50).map((i) -> 2 * i).toArray());
		assertThat(MissingRecords.of(document, even).gaps()).hasSize(10);
	}

	private static MissingRecords missing(@Nullable Integer batchSize, long... offsets) {
		return MissingRecords.of(document(batchSize, 3, 5), records(offsets));
	}

	private static FailureDocument document(@Nullable Integer batchSize, long first, long last) {
		return new FailureDocument(null, null, batchSize, List.of(),
				List.of(new FailureDocument.Places("orders", 0, first, last)));
	}

	private static List<FailedRecord> records(long... offsets) {
		return LongStream.of(offsets).mapToObj(MissingRecordsTests::record).toList();
	}

	private static FailedRecord record(long offset) {
		return new FailedRecord(new ConsumerRecord<>("orders", 0, offset, 0, TimestampType.CREATE_TIME, 0, 0, null,
				null, new RecordHeaders(), Optional.empty()), null);
	}

}
