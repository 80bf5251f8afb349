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

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.esm.OnNack;
import io.amgi.protocol.MessageAckEvent;
import io.amgi.protocol.MessageNackEvent;
import io.amgi.protocol.MessageReceiveEvent;
import io.amgi.protocol.Receive;
import io.amgi.protocol.Scope;
import io.amgi.protocol.Send;
import io.amgi.server.MessageServer;
import io.amgi.test.RecordId;

import static org.assertj.core.api.Assertions.assertThat;

class NackReasonsTests {

	private final KafkaEventSourceMapping server = server(OnNack.ERROR);

	private final Recorded recorded = new Recorded();

	@Test
	void nackedRecordsHaveTheirOwnReasons() {
		assertReasons((event) -> {
			this.server.handle(new ByteArrayInputStream(event), null);
			return new byte[0];
		});
	}

	@Test
	void nacksAreFoundBehindOtherExceptions() {
		assertReasons((event) -> {
			try {
				this.server.handle(new ByteArrayInputStream(event), null);
				return new byte[0];
			}
			catch (RuntimeException ex) {
				throw new IllegalStateException("wrapped", ex);
			}
		});
	}

	@Test
	void reportedRecordsHaveTheirOwnReasons() {
		TestKafka kafka = TestKafka.topic(1).send(0, "a", "poison");
		try (LocalEventSourceMapping mapping = kafka
			.mapping((settings) -> settings.maximumRetryAttempts(0).reportBatchItemFailures())
			.listener(this.recorded)
			.function(LambdaFunction.of(server(OnNack.REPORT)))
			.start()) {
			Awaitility.await().until(() -> this.recorded.givenUp.size() == 1);
		}
		assertThat(this.recorded.failures).containsExactly("0@1 #1 no such customer");
	}

	@Test
	void recordsThatAreOnlyLoggedAreDropped() {
		TestKafka kafka = TestKafka.topic(1).send(0, "a", "poison");
		List<String> dropped = new CopyOnWriteArrayList<>();
		EventSourceMappingListener listener = new EventSourceMappingListener() {

			@Override
			public void dropped(RecordId record, int attempt, String reason) {
				dropped.add(record.offset() + " " + reason);
			}

		};
		try (LocalEventSourceMapping mapping = kafka.mapping()
			.listener(listener)
			.function(LambdaFunction.of(server(OnNack.LOG)))
			.start()) {
			Awaitility.await().until(() -> !dropped.isEmpty());
		}
		assertThat(dropped).containsExactly("1 no such customer");
	}

	private void assertReasons(LambdaFunction function) {
		TestKafka kafka = TestKafka.topic(1).send(0, "a", "poison");
		try (LocalEventSourceMapping mapping = kafka.mapping((settings) -> settings.maximumRetryAttempts(0))
			.listener(this.recorded)
			.function(function)
			.start()) {
			Awaitility.await().until(() -> this.recorded.givenUp.size() == 2);
		}
		assertThat(this.recorded.batchFailures).containsExactly("1 record not acknowledged");
		assertThat(this.recorded.failures).containsExactly("0@0 #1 redelivered with its batch",
				"0@1 #1 no such customer");
		assertThat(this.recorded.failedWithOthers).containsExactly(kafka.id(0, 0));
	}

	private static KafkaEventSourceMapping server(OnNack onNack) {
		return KafkaEventSourceMapping.builder(MessageServer.builder(NackReasonsTests::handle).build())
			.onNack(onNack)
			.build();
	}

	private static void handle(Scope scope, Receive receive, Send send) throws InterruptedException {
		MessageReceiveEvent message;
		do {
			message = (MessageReceiveEvent) receive.receive();
			boolean poison = new String(message.payload()).equals("poison");
			send.send((poison) ? new MessageNackEvent(message.id(), "no such customer")
					: new MessageAckEvent(message.id()));
		}
		while (message.moreMessages());
	}

}
