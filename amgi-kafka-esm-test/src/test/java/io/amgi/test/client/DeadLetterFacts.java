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

package io.amgi.test.client;

import java.util.List;
import java.util.stream.IntStream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import io.amgi.test.AmgiTestClient;
import io.amgi.test.BatchResult;
import io.amgi.test.KafkaEvents;
import io.amgi.test.RecordResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The test client's view of dead letters, in full applications and in slices.
 */
abstract class DeadLetterFacts {

	@Autowired
	AmgiTestClient client;

	@Test
	void refusedRecordIsGivenUp() {
		RecordResult result = refused();
		assertThat(result).isDeadLettered().hasSentNothing();
		assertThat(result.nack().message()).isEqualTo("Order A-1 has no items");
	}

	@Test
	void deadLetterIsTheRecordWithItsReason() {
		assertThat(this.client.send("orders", (record) -> record.key("k").header("h", "x").value(new Order("A-1", 0))))
			.hasDeadLettered("orders.dead")
			.withKey("k")
			.withHeader("h", "x")
			.withPayload(new Order("A-1", 0))
			.withHeader("kafka_dlt-exception-message", "Order A-1 has no items");
	}

	@Test
	void recordThatIsGivenUpIsNeitherAckedNorNacked() {
		RecordResult result = refused();
		assertFails(() -> assertThat(result).isAcked(), "to be acked but it was given up to 'orders.dead'",
				"Order A-1 has no items");
		assertFails(() -> assertThat(result).isNacked(), "to be nacked but it was given up to 'orders.dead'");
		assertFails(() -> assertThat(result).isNackedWith("Order A-1 has no items"), "given up to 'orders.dead'");
		assertThat(result).hasToString(result.id() + ", given up to 'orders.dead': Order A-1 has no items");
	}

	@Test
	void recordThatIsHandledIsNotGivenUp() {
		RecordResult result = this.client.send("orders", new Order("A-1", 1));
		assertThat(result).isAcked();
		assertFails(() -> assertThat(result).isDeadLettered(), "to be given up but it was acked");
		assertFails(() -> assertThat(result).hasDeadLettered("orders.dead"), "dead letter in 'orders.dead'", "nothing");
	}

	@Test
	void recordStaysNackedWhereItsDeadLetterFails() {
		RecordResult result = this.client.failingSends("orders.dead").send("orders", new Order("A-1", 0));
		assertThat(result).isNackedWith("Order A-1 has no items");
		assertFails(() -> assertThat(result).isDeadLettered(), "to be given up but it was nacked");
	}

	@Test
	void undecodableRecordIsGivenUpInItsPlace() {
		BatchResult batch = this.client
			.sendBatch((event) -> event.record("orders", (record) -> record.field("value", "%%%"))
				.record("orders", new Order("A-2", 1)));
		assertThat(batch).hasDeadLetteredOnly(0);
		assertThat(batch.record(0)).hasDeadLettered("orders.dead").withPayload("%%%");
	}

	@Test
	void batchIsToldByRecord() {
		BatchResult batch = this.client.sendBatch("orders", new Order("A-1", 0), new Order("A-2", 1),
				new Order("A-3", 0));
		assertThat(batch).hasDeadLetteredOnly(2, 0).hasDeadLettered("orders.dead").times(2);
		assertThat(batch.record(2)).hasDeadLettered("orders.dead").withPayload(new Order("A-3", 0)).times(1);
		assertFails(() -> assertThat(batch).hasNackedOnly(0, 2), "to be nacked", "given up to 'orders.dead'");
		assertFails(() -> assertThat(batch).hasDeadLetteredOnly(0), "to be given up");
		assertFails(() -> assertThat(batch).isAcked(), "given up to 'orders.dead'");
	}

	@Test
	void concurrentDeliveriesOfARecordSeeTheirOwnDeadLetters() {
		byte[] event = KafkaEvents.msk().record("orders", new Order("A-1", 0)).toBytes();
		List<BatchResult> results = IntStream.range(0, 8)
			.parallel()
			.mapToObj((i) -> this.client.invoke(event))
			.toList();
		assertThat(results).allSatisfy((result) -> assertThat(result).hasDeadLettered("orders.dead").times(1));
	}

	private RecordResult refused() {
		return this.client.send("orders", new Order("A-1", 0));
	}

	private static void assertFails(ThrowingCallable assertion, String... words) {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(assertion).withMessageContainingAll(words);
	}

}
