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

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.amgi.esm.EventJson;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.esm.OnNack;
import io.amgi.esm.OwnThread;
import io.amgi.esm.TestMapping;
import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.MessageAckEvent;
import io.amgi.protocol.MessageNackEvent;
import io.amgi.protocol.MessageReceiveEvent;
import io.amgi.protocol.MessageSendEvent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests undeclared checked exceptions, as Kotlin and Lombok throw them. There is no
 * deadline, so that waiting for a failed task would never end.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CheckedExceptionTests {

	private static final Duration SOON = Duration.ofSeconds(30);

	@Test
	void publisherOfDeadLettersFailsItsRecord() {
		for (OnNack onNack : OnNack.values()) {
			BatchOutcome outcome = process(TestMapping.builder((scope, receive, send) -> {
				String id = ((MessageReceiveEvent) receive.receive()).id();
				send.send(new MessageNackEvent(id, "no"));
			}).onNack(onNack).deadLetters((letter, send) -> throwChecked(), DeadLetterOn.ALL));
			assertThat(outcome.nacks()).singleElement().matches((nack) -> nack.message().equals("no"));
			assertThat(outcome.givenUp()).isEmpty();
		}
	}

	@Test
	void messageThatIsWaitedForFailsItsRecord() {
		assertThat(process(sending(true)).nacks()).singleElement().matches(RecordNack::isUndecided);
	}

	@Test
	void messageThatNobodyWaitsForRevokesTheAck() {
		assertThat(process(sending(false)).nacks()).singleElement().matches(RecordNack::isUndecided);
	}

	private static TestMapping sending(boolean waiting) {
		AmgiApplication application = (scope, receive, send) -> {
			MessageReceiveEvent message = (MessageReceiveEvent) receive.receive();
			CompletableFuture<Void> sent = send.send(new MessageSendEvent("invoices", List.of(), null, Map.of()));
			if (waiting) {
				sent.join();
			}
			send.send(new MessageAckEvent(message.id()));
		};
		return TestMapping.builder(application).onNack(OnNack.REPORT).messageSend((message) -> throwChecked());
	}

	private static BatchOutcome process(TestMapping mapping) {
		KafkaEventSourceMapping built = mapping.build();
		CompletableFuture<BatchOutcome> outcome = OwnThread
			.supplyAsync(() -> built.process(EventJson.event().record("orders", 0, 1).value("x").stream(), null));
		assertThat(outcome).succeedsWithin(SOON);
		return outcome.join();
	}

	private static CompletableFuture<Void> throwChecked() {
		throwUnchecked(new IOException("no disk"));
		return new CompletableFuture<>();
	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable> void throwUnchecked(Throwable failure) throws T {
		throw (T) failure;
	}

}
