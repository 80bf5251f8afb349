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

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.amgi.test.RecordId;
import io.amgi.test.local.ConsoleView;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class SchemaRegistryTests {

	private static final byte[] OK = new byte[0];

	private final List<String> values = new CopyOnWriteArrayList<>();

	private final List<String> unreadable = new CopyOnWriteArrayList<>();

	private final Recorded recorded = new Recorded();

	@Test
	void functionGetsWhatTheRegistryReads() {
		TestKafka kafka = TestKafka.topic(1).send(0, "#a", "#b");
		run(kafka, (settings) -> {
		}, () -> this.values.size() == 2);
		assertThat(this.values).containsExactly("a", "b");
	}

	@Test
	void filterGetsWhatTheRegistryReads() {
		TestKafka kafka = TestKafka.topic(1).send(0, "#a", "#b");
		run(kafka, (settings) -> settings.filterCriteria("{\"value\":[\"b\"]}"), () -> this.values.size() == 1);
		assertThat(this.values).containsExactly("b");
		assertThat(this.recorded.filtered).containsExactly(kafka.id(0, 0));
	}

	@Test
	void unreadableRecordWithoutDestinationIsDroppedVisibly(CapturedOutput output) {
		TestKafka kafka = TestKafka.topic(1).send(0, "#a", "secret", "#b", "secret");
		ByteArrayOutputStream console = new ByteArrayOutputStream();
		run(kafka, (settings) -> settings.filterCriteria("{\"value\":[\"a\",\"b\"]}"),
				() -> this.unreadable.size() == 2 && this.values.size() == 2,
				ConsoleView.on(new PrintStream(console, true, StandardCharsets.UTF_8)));
		assertThat(this.values).containsExactly("a", "b");
		String reason = "the schema registry refuses it with IllegalArgumentException";
		assertThat(this.unreadable).containsExactly(kafka.id(0, 1) + " " + reason, kafka.id(0, 3) + " " + reason);
		assertThat(kafka.committed(0)).isEqualTo(4);
		assertThat(this.recorded.givenUp).isEmpty();
		assertThat(output).contains("WARN")
			.contains("Record %s is dropped: %s, and there is no on-failure destination".formatted(kafka.id(0, 1),
					reason))
			.doesNotContain("secret");
		assertThat(console.toString(StandardCharsets.UTF_8))
			.contains(kafka.id(0, 1) + "  DROPPED: " + reason + ", and there is no on-failure destination")
			.contains("2 acked, 0 given up, 2 lost")
			.doesNotContain("secret");
	}

	@Test
	void unreadableRecordGoesToTheDestination() {
		TestKafka kafka = TestKafka.topic(1).send(0, "#a", "bad", "#b");
		String destination = kafka.newTopic("-failed");
		run(kafka, (settings) -> settings.onFailureDestination("kafka://" + destination),
				() -> this.recorded.givenUp.size() == 1 && this.values.size() == 2);
		List<ConsumerRecord<byte[], byte[]>> failed = TestKafka.read(destination, 1);
		OnFailureDocument document = OnFailureDocument.parse(failed.get(0).value());
		assertThat(TestEvent.parse(document.event()).values()).containsExactly("bad");
		assertThat(document.approximateInvokeCount()).isZero();
		assertThat(this.unreadable).isEmpty();
		assertThat(this.recorded.givenUp).containsEntry(kafka.id(0, 1),
				"0 the schema registry refuses it with IllegalArgumentException");
	}

	private void run(TestKafka kafka, Consumer<EventSourceMappingSettings.Builder> settings, Callable<Boolean> end,
			EventSourceMappingListener... listeners) {
		LocalEventSourceMapping.Builder mapping = kafka
			.mapping((builder) -> settings.accept(builder.schemaRegistry(SchemaRegistryTests::read)))
			.listener(this.recorded)
			.listener(listener())
			.function((event) -> {
				this.values.addAll(TestEvent.parse(event).values());
				return OK;
			});
		Arrays.stream(listeners).forEach(mapping::listener);
		try (LocalEventSourceMapping running = mapping.start()) {
			Awaitility.await().until(end);
		}
	}

	private EventSourceMappingListener listener() {
		return new EventSourceMappingListener() {

			@Override
			public void unreadable(RecordId record, String reason) {
				SchemaRegistryTests.this.unreadable.add(record + " " + reason);
			}

		};
	}

	private static ConsumerRecord<byte[], byte[]> read(ConsumerRecord<byte[], byte[]> record) {
		byte[] value = record.value();
		if (value[0] != '#') {
			throw new IllegalArgumentException("no schema id in " + new String(value, StandardCharsets.UTF_8));
		}
		return new ConsumerRecord<>(record.topic(), record.partition(), record.offset(), record.timestamp(),
				record.timestampType(), 0, 0, record.key(), Arrays.copyOfRange(value, 1, value.length),
				record.headers(), record.leaderEpoch());
	}

}
