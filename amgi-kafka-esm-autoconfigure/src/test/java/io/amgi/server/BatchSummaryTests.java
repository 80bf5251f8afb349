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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.amgi.esm.EventJson;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.esm.NackException;
import io.amgi.esm.OnNack;
import io.amgi.esm.TestContext;
import io.amgi.esm.TestMapping;
import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.MessageAckEvent;
import io.amgi.protocol.MessageNackEvent;
import io.amgi.protocol.MessageReceiveEvent;
import io.amgi.protocol.NonRetryableException;
import io.amgi.protocol.NotCompletedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(OutputCaptureExtension.class)
class BatchSummaryTests {

	private static final EventJson EVENT = EventJson.event()
		.record("orders", 0, 1)
		.value("ack")
		.record("orders", 0, 2)
		.value("fatal")
		.record("orders", 0, 3)
		.value("fail")
		.record("orders", 0, 4)
		.value("later")
		.record("orders", 0, 5)
		.recordWith("value", "*");

	private final List<Object> published = new ArrayList<>();

	@Test
	void summaryCountsByOutcome() {
		KafkaEventSourceMapping mapping = mapping(OnNack.REPORT);
		mapping.handle(EVENT.stream(), null);
		assertThat(this.published).singleElement().isInstanceOfSatisfying(BatchSummary.class, (summary) -> {
			assertThat(summary)
				.extracting(BatchSummary::records, BatchSummary::acked, BatchSummary::fatal, BatchSummary::failed,
						BatchSummary::undecided)
				.containsExactly(5, 1, 2, 1, 1);
			assertThat(summary.time()).isPositive();
			assertThat(summary.deadlineLeft()).isNull();
			assertThat(summary.toString()).matches(
					"Handled 5 records in \\d+ ms: 1 acked, 0 dead letters, 2 failed fatally, 1 failed, 1 undecided");
		});
	}

	@Test
	void summaryOfAnInvocationThatFailsIsPublished() {
		assertThatExceptionOfType(NackException.class)
			.isThrownBy(() -> mapping(OnNack.ERROR).handle(EVENT.stream(), TestContext.endingIn(60_000)));
		assertThat(this.published).singleElement()
			.isInstanceOfSatisfying(BatchSummary.class,
					(summary) -> assertThat(summary.toString()).endsWith(" ms left"));
	}

	@Test
	void listenerThatFailsIsLogged(CapturedOutput output) {
		TestMapping.builder(application()).onNack(OnNack.REPORT).eventPublisher((event) -> {
			throw new IllegalStateException("boom");
		}).build().handle(EVENT.stream(), null);
		assertThat(output).contains("A listener failed on Handled 5 records");
	}

	private KafkaEventSourceMapping mapping(OnNack onNack) {
		return TestMapping.builder(application())
			.onNack(onNack)
			.processing(new ProcessingOptions(Ordering.PARTITION, 1, AfterFailure.CONTINUE, Duration.ZERO, false))
			.eventPublisher(this.published::add)
			.build();
	}

	private static AmgiApplication application() {
		return (scope, receive, send) -> {
			MessageReceiveEvent message;
			do {
				message = (MessageReceiveEvent) receive.receive();
				switch (new String(message.payload())) {
					case "ack" -> send.send(new MessageAckEvent(message.id()));
					case "fatal" ->
						send.send(MessageNackEvent.because(message.id(), new NonRetryableException("never")));
					case "later" ->
						send.send(MessageNackEvent.because(message.id(), new NotCompletedException("later")));
					default -> send.send(new MessageNackEvent(message.id(), "failed"));
				}
			}
			while (message.moreMessages());
		};
	}

}
