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

package io.amgi.observation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.amgi.autoconfigure.AmgiAutoConfiguration;
import io.amgi.autoconfigure.AmgiIdempotencyAutoConfiguration;
import io.amgi.autoconfigure.AmgiObservationAutoConfiguration;
import io.amgi.channel.AmgiChannel;
import io.amgi.esm.EventJson;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.esm.OwnThread;
import io.amgi.esm.TestContext;
import io.amgi.esm.event.KafkaEventDecoder;
import io.amgi.idempotency.DuplicateListener;
import io.amgi.idempotency.IdempotencyStore;
import io.amgi.idempotency.Idempotent;
import io.amgi.idempotency.InMemoryIdempotencyStore;
import io.amgi.server.BatchObservation;
import io.amgi.server.BatchOutcome;
import io.amgi.server.InboundBatch;
import io.amgi.server.InboundRecord;
import io.amgi.server.RecordOutcome;
import io.amgi.server.Redelivery;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that records that were handled before are neither handled again nor counted as
 * handled.
 */
@ExtendWith(OutputCaptureExtension.class)
class DuplicatesTests {

	private final MeterRegistry meters = new SimpleMeterRegistry();

	private final TestObservationRegistry observations = TestObservationRegistry.create();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AmgiAutoConfiguration.class, AmgiObservationAutoConfiguration.class,
				AmgiIdempotencyAutoConfiguration.class))
		.withBean(Handler.class)
		.withBean(IdempotencyStore.class, () -> new InMemoryIdempotencyStore(Duration.ofDays(1)));

	@ParameterizedTest
	@ValueSource(strings = { "single", "async", "batch" })
	void recordThatIsDeliveredAgainIsADuplicateOfItsChannel(String channel) {
		observed().run((context) -> {
			KafkaEventSourceMapping mapping = context.getBean(KafkaEventSourceMapping.class);
			handle(mapping, EventJson.event().record(channel, 0, 1).value("a"));
			handle(mapping, EventJson.event().record(channel, 0, 1).value("a").record(channel, 0, 2).value("b"));
		});
		assertThat(count(channel, "acked")).isEqualTo(2);
		assertThat(count(channel, "duplicate")).isOne();
		assertThat(count(channel, "nacked") + count(channel, "not_completed")).isZero();
	}

	@Test
	void observationsNameDuplicates() {
		observed().run((context) -> {
			KafkaEventSourceMapping mapping = context.getBean(KafkaEventSourceMapping.class);
			handle(mapping, EventJson.event().record("single", 0, 1).value("a"));
			handle(mapping, EventJson.event().record("single", 0, 1).value("a"));
		});
		TestObservationRegistryAssert.assertThat(this.observations)
			.hasNumberOfObservationsWithNameEqualTo("amgi.process", 2)
			.hasAnObservationWithAKeyValue("outcome", "acked")
			.hasAnObservationWithAKeyValue("outcome", "duplicate");
	}

	@Test
	void embeddedMetricsCountDuplicates(CapturedOutput output) {
		this.contextRunner.withPropertyValues("spring.amgi.metrics.emf.enabled=true").run((context) -> {
			KafkaEventSourceMapping mapping = context.getBean(KafkaEventSourceMapping.class);
			handle(mapping, EventJson.event().record("single", 0, 1).value("a"));
			handle(mapping, EventJson.event().record("single", 0, 1).value("a").record("single", 0, 2).value("b"));
		});
		List<JsonNode> lines = output.getOut()
			.lines()
			.filter((line) -> line.startsWith("{\"_aws\""))
			.map(JsonMapper.shared()::readTree)
			.toList();
		assertThat(lines).hasSize(2);
		assertThat(lines.get(0).has("amgi.records.duplicate")).isFalse();
		assertThat(lines.get(1).get("amgi.records.duplicate").intValue()).isOne();
		assertThat(lines.get(1).get("amgi.records.acked").intValue()).isOne();
	}

	@Test
	void duplicateOfAnotherBatchIsNoneOfThisOne() throws Exception {
		DuplicateRecords duplicates = new DuplicateRecords();
		InboundBatch first = batch();
		InboundBatch second = batch();
		BatchObservation opened = duplicates.open(first);
		duplicates.open(second);
		InboundRecord record = first.records().get(0);
		DuplicateRecords.Naming naming = duplicates.namingOf(first);
		try (BatchObservation.RecordScope scope = opened.scope(record)) {
			duplicates.add(record.id());
		}
		duplicates.add("orders:0:2");
		opened.close(new BatchOutcome(List.of(), List.of()));
		RecordOutcome acked = new RecordOutcome(RecordOutcome.Kind.ACKED, null);
		assertThat(naming.nameOf(record, acked)).isEqualTo(Outcome.DUPLICATE);
		assertThat(duplicates.namingOf(second).nameOf(record, acked)).isEqualTo(Outcome.ACKED);
		assertThat(duplicates.namingOf(first).duplicates()).isEmpty();
	}

	@Test
	void withoutIdempotencyNothingListens() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(AmgiAutoConfiguration.class, AmgiObservationAutoConfiguration.class))
			.withBean(MeterRegistry.class, () -> this.meters)
			.withBean(ObservationRegistry.class, () -> this.observations)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(DuplicateListener.class));
	}

	@Test
	void withoutARegistryNothingIsNoted() {
		this.contextRunner.run((context) -> assertThat(context).doesNotHaveBean(DuplicateRecords.class)
			.doesNotHaveBean(DuplicateListener.class));
	}

	private ApplicationContextRunner observed() {
		return this.contextRunner.withBean(MeterRegistry.class, () -> this.meters)
			.withBean(ObservationRegistry.class, () -> this.observations);
	}

	private double count(String channel, String outcome) {
		return this.meters.find("amgi.records")
			.tag("channel", channel)
			.tag("outcome", outcome)
			.counters()
			.stream()
			.mapToDouble(Counter::count)
			.sum();
	}

	private static void handle(KafkaEventSourceMapping mapping, EventJson event) {
		assertThat(mapping.handle(event.stream(), TestContext.endingIn(60_000)).batchItemFailures()).isEmpty();
	}

	private static InboundBatch batch() {
		KafkaEventDecoder decoder = new KafkaEventDecoder();
		return new InboundBatch(decoder.decode(EventJson.event().record("orders", 0, 1).stream()).records(), null, "c",
				Redelivery.NONE, null, Map.of());
	}

	static class Handler {

		@Idempotent
		@AmgiChannel("single")
		void single(String order) {
		}

		@Idempotent
		@AmgiChannel("async")
		CompletableFuture<Void> async(String order) {
			return OwnThread.runAsync(Thread::yield);
		}

		@Idempotent
		@AmgiChannel(value = "batch", batch = true)
		void batch(List<String> orders) {
		}

	}

}
