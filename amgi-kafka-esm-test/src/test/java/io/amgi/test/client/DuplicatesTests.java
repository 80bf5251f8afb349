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

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import io.amgi.test.AmgiChannelTest;
import io.amgi.test.AmgiTestClient;
import io.amgi.test.BatchResult;
import io.amgi.test.RecordResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The test client's view of idempotent methods.
 */
@AmgiChannelTest(IdempotentOrders.class)
class DuplicatesTests {

	@Autowired
	AmgiTestClient client;

	@Test
	void recordThatIsDeliveredAgainIsADuplicate() {
		RecordResult first = this.client.send("idempotent-orders", "a");
		assertThat(first).isAcked().isNoDuplicate().hasSent("invoices");
		assertThat(this.client.deliverAgain(first)).isAcked().isDuplicate().hasSentNothing();
	}

	@Test
	void recordsOfABatchAreDeliveredAgainTogether() {
		BatchResult first = this.client.sendBatch("idempotent-orders", "a", "", "c");
		assertThat(first).hasNackedOnly(1);
		BatchResult again = this.client.deliverAgain(first);
		assertThat(again).hasNackedOnly(1).hasSentNothing();
		assertThat(again.duplicates()).containsExactly(again.record(0), again.record(2));
	}

	@Test
	void recordWithTheSameTextIsAnotherRecord() {
		this.client.send("idempotent-orders", "a");
		assertThat(this.client.send("idempotent-orders", "a")).isNoDuplicate();
	}

	@RepeatedTest(2)
	void testsDoNotSeeEachOthersRecords() {
		assertThat(this.client.send("keyed-orders", "a")).isNoDuplicate();
	}

	@Test
	void assertionSaysWhatBecameOfTheRecord() {
		RecordResult result = this.client.send("idempotent-orders", "a");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(result).isDuplicate())
			.withMessageContaining("to be a duplicate but it was acked");
	}

}
