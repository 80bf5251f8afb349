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

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.core.exc.StreamReadException;

import io.amgi.test.AmgiChannelTest;
import io.amgi.test.AmgiTestClient;
import io.amgi.test.BatchResult;
import io.amgi.test.RecordResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

@AmgiChannelTest(Orders.class)
class AmgiTestAssertTests {

	@Autowired
	AmgiTestClient client;

	@Test
	void nackedRecordIsNotAcked() {
		RecordResult nacked = nacked();
		AssertionError failure = catchThrowableOfType(AssertionError.class, () -> assertThat(nacked).isAcked());
		assertThat(failure)
			.hasMessage("Expecting %s%nto be acked but it was nacked:%n  Order A-1 has no items", nacked.id())
			.satisfies((error) -> assertThat(error.getSuppressed())
				.hasExactlyElementsOfTypes(IllegalArgumentException.class));
	}

	@Test
	void ackedRecordIsNotNacked() {
		RecordResult acked = acked();
		assertFails(() -> assertThat(acked).isNacked(), "to be nacked but it was acked");
		assertFails(() -> assertThat(acked).isNackedWith("x"), "to be nacked but it was acked");
	}

	@Test
	void nackHasTheWholeMessageThePartAndTheCause() {
		RecordResult nacked = nacked();
		assertThat(nacked).isNackedWithMessageContaining("no items");
		assertFails(() -> assertThat(nacked).isNackedWith("no items"), "to be nacked with:", "no items",
				"Order A-1 has no items", IllegalArgumentException.class.getName());
		assertFails(() -> assertThat(nacked).isNackedWithMessageContaining("no customer"), "with a message containing:",
				"no customer");
		assertFails(() -> assertThat(nacked).isNackedBecauseOf(IllegalStateException.class), "because of:",
				IllegalStateException.class.getName());
		assertFails(() -> assertThat(nacked).isNotAttempted(), "NotCompletedException");
	}

	@Test
	void messageThatWasNotSentIsMissed() {
		assertFails(() -> assertThat(acked()).hasSent("refunds"), "message to 'refunds'", "message to 'invoices'");
		assertFails(() -> assertThat(nacked()).hasSent("refunds"), "but it has sent nothing");
	}

	@Test
	void messageThatWasSentIsTooMuch() {
		assertFails(() -> assertThat(acked()).hasSentNothing(), "have sent nothing", "{\"orderId\":\"A-1\"");
		assertFails(() -> assertThat(acked()).hasSentNothingTo("invoices"), "have sent nothing to 'invoices'");
		assertThat(acked()).hasSentNothingTo("refunds");
	}

	@Test
	void messageIsNotAnotherOne() {
		RecordResult acked = acked();
		assertFails(() -> assertThat(acked).hasSent("invoices").withKey("x"), "to have key x");
		assertFails(() -> assertThat(acked).hasSent("invoices").withoutPayload(), "to have no payload");
		assertFails(() -> assertThat(acked).hasSent("invoices").withPayload(new Invoice("A-2", 20)),
				"to have payload Invoice[orderId=A-2");
		assertFails(() -> assertThat(acked).hasSent("invoices").withHeader("currency", "USD"), "header currency=USD");
		assertFails(() -> assertThat(acked).hasSent("invoices").withPartition(1), "partition 1");
		assertFails(() -> assertThat(acked).hasSent("invoices").times(2), "Expecting 2 messages but there are 1");
	}

	@Test
	void payloadMeetsRequirements() {
		assertThat(acked()).hasSent("invoices")
			.withPayload(Invoice.class, (invoice) -> assertThat(invoice.amount()).isEqualTo(20));
	}

	@Test
	void requirementsThatAreNotMetAreExplained() {
		RecordResult acked = acked();
		AssertionError failure = catchThrowableOfType(AssertionError.class, () -> assertThat(acked).hasSent("invoices")
			.withPayload(Invoice.class, (invoice) -> assertThat(invoice.amount()).isEqualTo(30)));
		assertThat(failure.getSuppressed()).singleElement().asString().contains("30", "20");
	}

	@Test
	void messageOfAnotherKindIsAnotherOne() {
		RecordResult mixed = this.client.send("mixed", "x");
		assertThat(mixed).hasSent("invoices").times(2).withPayload(new Invoice("A-1", 10)).times(1);
		assertThat(mixed).hasSent("invoices")
			.withPayload(Invoice.class, (invoice) -> assertThat(invoice.amount()).isEqualTo(10));
		assertFails(() -> assertThat(mixed).hasSent("invoices").withKey(1), "to have key 1");
	}

	@Test
	void whyAPayloadCouldNotBeReadIsExplained() {
		RecordResult mixed = this.client.send("mixed", "x");
		AssertionError failure = catchThrowableOfType(AssertionError.class,
				() -> assertThat(mixed).hasSent("invoices").withPayload(new Invoice("A-2", 10)));
		assertThat(failure.getSuppressed()).hasExactlyElementsOfTypes(StreamReadException.class);
	}

	@Test
	void batchNamesWhatWasNacked() {
		BatchResult batch = this.client.sendBatch("orders", new Order("A-1", 0), new Order("A-2", 2));
		assertFails(() -> assertThat(batch).isAcked(), batch.record(0).id() + ", nacked: Order A-1 has no items");
		assertFails(() -> assertThat(batch).isNacked(), batch.record(1).id().toString());
		assertFails(() -> assertThat(batch).hasNackedOnly(1), "not acked were");
	}

	@Test
	void nackedRecordsAreNamedInAnyOrder() {
		assertThat(this.client.sendBatch("orders", new Order("A-1", 0), new Order("A-2", 2), new Order("A-3", 0)))
			.hasNackedOnly(2, 0);
	}

	private RecordResult acked() {
		return this.client.send("orders", new Order("A-1", 2));
	}

	private RecordResult nacked() {
		return this.client.send("orders", new Order("A-1", 0));
	}

	private static void assertFails(ThrowingCallable assertion, String... words) {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(assertion).withMessageContainingAll(words);
	}

}
