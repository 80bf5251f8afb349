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

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.LongStream;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.amgi.autoconfigure.AmgiAutoConfiguration;
import io.amgi.autoconfigure.AmgiObservationAutoConfiguration;
import io.amgi.channel.AmgiChannel;
import io.amgi.esm.EventJson;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.esm.TestContext;

import static org.assertj.core.api.Assertions.assertThat;

class EmfBatchObserverTests {

	private static final Schema SPECIFICATION = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
		.getSchema(EmfBatchObserverTests.class.getResourceAsStream("/emf-schema.json"));

	private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AmgiAutoConfiguration.class, AmgiObservationAutoConfiguration.class))
		.withBean(Handler.class)
		.withPropertyValues("spring.amgi.on-nack=report", "spring.amgi.metrics.emf.enabled=true");

	@Test
	void eachChannelHasALine() {
		List<JsonNode> lines = lines(EventJson.event()
			.record("orders.eu", 0, 1)
			.value("good")
			.recordWith("timestamp", NOW.minusSeconds(2).toEpochMilli())
			.record("orders.us", 0, 2)
			.value("bad")
			.record("payments", 0, 1)
			.value("good"));
		assertThat(lines).hasSize(2);
		JsonNode orders = lines.get(0);
		assertThat(orders.get("channel").stringValue()).isEqualTo("orders.{region}");
		assertThat(orders.get("amgi.records.acked").intValue()).isOne();
		assertThat(orders.get("amgi.records.nacked").intValue()).isOne();
		assertThat(orders.get("amgi.record.age")).hasSize(1).allMatch((age) -> age.longValue() == 2000);
		assertThat(orders.get("amgi.batch.size").intValue()).isEqualTo(3);
		assertThat(orders.get("amgi.batch.time.left").longValue()).isBetween(1L, 60_000L);
		JsonNode payments = lines.get(1);
		assertThat(payments.get("channel").stringValue()).isEqualTo("payments");
		assertThat(payments.has("amgi.batch.size")).isFalse();
		assertThat(payments.has("amgi.record.age")).isFalse();
	}

	@Test
	void moreThanAHundredAgesAreSummedUp() {
		EventJson event = EventJson.event();
		for (int i = 0; i < 101; i++) {
			event.record("payments", 0, i).value("good").recordWith("timestamp", NOW.minusMillis(i).toEpochMilli());
		}
		JsonNode line = lines(event).get(0);
		assertThat(line.has("amgi.record.age")).isFalse();
		assertThat(line.get("amgi.record.ageMin").longValue()).isZero();
		assertThat(line.get("amgi.record.ageMax").longValue()).isEqualTo(100);
		assertThat(line.get("amgi.record.ageSum").longValue()).isEqualTo(5050);
		assertThat(line.get("amgi.record.ageCount").longValue()).isEqualTo(101);
	}

	@Test
	void metricsAreNamedByTheDirectives() {
		for (JsonNode line : lines(EventJson.event().record("payments", 0, 1).value("good"))) {
			JsonNode metadata = line.get("_aws");
			assertThat(metadata.get("Timestamp").longValue()).isEqualTo(NOW.toEpochMilli());
			for (JsonNode directive : metadata.get("CloudWatchMetrics")) {
				assertThat(directive.get("Namespace").stringValue()).isEqualTo("shop");
				assertThat(directive.get("Metrics").size()).isBetween(1, 100);
				directive.get("Metrics")
					.forEach((metric) -> assertThat(line.has(metric.get("Name").stringValue())).isTrue());
				directive.get("Dimensions")
					.forEach((set) -> set
						.forEach((name) -> assertThat(line.get(name.stringValue()).isString()).isTrue()));
			}
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 100, 101, 1000 })
	void linesAreAsTheSpecificationAsks(int records) {
		EventJson event = EventJson.event();
		for (int i = 0; i < records; i++) {
			event.record("payments", 0, i).value("good").recordWith("timestamp", NOW.minusMillis(i).toEpochMilli());
			event.record("orders." + i, 0, i).value((i % 2 == 0) ? "good" : "bad");
			event.record("nowhere", 0, i);
		}
		List<JsonNode> lines = lines(event);
		assertThat(lines).extracting((line) -> line.get("channel").stringValue())
			.containsExactly("none", "orders.{region}", "payments");
		assertThat(lines).allSatisfy((line) -> assertThat(SPECIFICATION.validate(line)).isEmpty());
	}

	@Test
	void specificationForbidsMoreThanAHundredValues() {
		ChannelMetrics metrics = new ChannelMetrics();
		LongStream.range(0, 100).forEach((age) -> metrics.add(Outcome.ACKED, Duration.ofMillis(age)));
		EmfDocument document = new EmfDocument("shop", 1).channel("payments", metrics);
		ObjectNode line = (ObjectNode) JsonMapper.shared().readTree(document.toString());
		assertThat(SPECIFICATION.validate(line)).isEmpty();
		line.withArray("amgi.record.age").add(100);
		assertThat(SPECIFICATION.validate(line)).isNotEmpty();
	}

	private List<JsonNode> lines(EventJson event) {
		PrintStream print = new PrintStream(this.out, false, StandardCharsets.UTF_8);
		this.contextRunner.withUserConfiguration(Observing.class)
			.withBean(PrintStream.class, () -> print)
			.run((context) -> context.getBean(KafkaEventSourceMapping.class)
				.handle(event.stream(), TestContext.endingIn(60_000)));
		return this.out.toString(StandardCharsets.UTF_8).lines().map(JsonMapper.shared()::readTree).toList();
	}

	@Configuration(proxyBeanMethods = false)
	static class Observing {

		@Bean
		EmfBatchObserver observer(ChannelLookup channels, DuplicateRecords duplicates, PrintStream out) {
			return new EmfBatchObserver("shop", channels, duplicates, Clock.fixed(NOW, ZoneOffset.UTC), out);
		}

	}

	static class Handler {

		@AmgiChannel("orders.{region}")
		void placed(String order) {
			if (order.equals("bad")) {
				throw new IllegalStateException("bad");
			}
		}

		@AmgiChannel("payments")
		void paid(String payment) {
		}

	}

}
