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

package io.amgi.test.mapping;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.amgi.test.RecordId;

import static org.assertj.core.api.Assertions.assertThat;

class PartialBatchResponseReaderTests {

	private static final List<RecordId> RECORDS = List.of(record(0, 5), record(0, 6), record(0, 7), record(1, 8),
			record(1, 9));

	@Test
	void namedOffsetsAreThoseThatFail() {
		assertThat(read(PartialBatchReading.NAMED_OFFSETS, 6).failed()).containsOnlyKeys(record(0, 6));
	}

	@Test
	void fromTheLowestOffsetIsWithinItsPartition() {
		assertThat(read(PartialBatchReading.FROM_LOWEST_OFFSET, 6).failed()).containsOnlyKeys(record(0, 6),
				record(0, 7));
	}

	@Test
	void unknownOffsetIsAnErrorOfAll() {
		Outcome outcome = read(PartialBatchReading.NAMED_OFFSETS, 8);
		assertThat(outcome.error()).isEqualTo("Response names offset 8 of orders-0, which was not in the event");
		assertThat(outcome.failed()).containsOnlyKeys(RECORDS.toArray(RecordId[]::new));
	}

	private static Outcome read(PartialBatchReading reading, long offset) {
		String response = "{\"batchItemFailures\":[{\"itemIdentifier\":{\"partition\":\"orders-0\",\"offset\":%d}}]}"
			.formatted(offset);
		return new PartialBatchResponseReader(reading).read(response.getBytes(StandardCharsets.UTF_8), RECORDS);
	}

	private static RecordId record(int partition, long offset) {
		return new RecordId("orders", partition, offset);
	}

}
