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

import java.util.List;
import java.util.Set;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BatcherTests {

	private final Batcher batcher = new Batcher(EventSourceMappingSettings.of((settings) -> settings.batchSize(2)),
			100);

	@Test
	void partitionThatWasTakenFromComesLast() {
		fill(0, 6);
		fill(1, 4);
		assertThat(List.of(take(), take(), take(), take(), take())).containsExactly("0@0 0@1", "1@0 1@1", "0@2 0@3",
				"1@2 1@3", "0@4 0@5");
	}

	@Test
	void partitionThatIsBeingDeliveredIsPassedOver() {
		fill(0, 4);
		fill(1, 4);
		assertThat(take()).isEqualTo("0@0 0@1");
		assertThat(take(new TopicPartition("orders", 1))).isEqualTo("0@2 0@3");
	}

	private void fill(int partition, int count) {
		for (int offset = 0; offset < count; offset++) {
			this.batcher.add(new PolledRecord(new ConsumerRecord<>("orders", partition, offset, null, new byte[1])));
		}
	}

	private String take(TopicPartition... busy) {
		return String.join(" ",
				this.batcher.take(Set.of(busy))
					.records()
					.stream()
					.map((record) -> record.id().partition() + "@" + record.id().offset())
					.toList());
	}

}
