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

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.logging.LoggingMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

import io.amgi.autoconfigure.AmgiAutoConfiguration;
import io.amgi.autoconfigure.AmgiObservationAutoConfiguration;
import io.amgi.channel.AmgiChannel;
import io.amgi.esm.BatchResponse;
import io.amgi.esm.EventJson;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.esm.TestContext;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class RecordMetersTests {

	private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

	private final MeterRegistry registry = new SimpleMeterRegistry();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AmgiAutoConfiguration.class, AmgiObservationAutoConfiguration.class))
		.withBean(MeterRegistry.class, () -> this.registry)
		.withBean(Handler.class)
		.withPropertyValues("spring.amgi.on-nack=report");

	@Test
	void recordsAreCountedByChannelAndOutcome() {
		this.contextRunner.run((context) -> {
			handle(context,
					EventJson.event()
						.record("orders.eu", 0, 1)
						.value("good")
						.record("orders.us", 0, 1)
						.value("good")
						.record("orders.us", 0, 2)
						.value("bad")
						.record("orders.us", 0, 3)
						.value("good")
						.record("nowhere", 0, 1)
						.value("good"));
			assertThat(count("orders.{region}", "acked")).isEqualTo(2);
			assertThat(count("orders.{region}", "nacked")).isEqualTo(1);
			assertThat(count("orders.{region}", "not_completed")).isEqualTo(1);
			assertThat(count("none", "not_completed")).isEqualTo(1);
			assertThat(this.registry.get("amgi.batch.size").summary().max()).isEqualTo(5);
			assertThat(this.registry.get("amgi.batch.time.left").timer().totalTime(TimeUnit.SECONDS)).isBetween(1.0,
					60.0);
		});
	}

	@Test
	void tagsHaveNoTopicOfTheRecord() {
		this.contextRunner.run((context) -> {
			for (int i = 0; i < 20; i++) {
				handle(context, EventJson.event().record("orders." + i, 0, 1).value("good"));
			}
			assertThat(this.registry.find("amgi.records").counters()).hasSize(1);
		});
	}

	@Test
	void ageIsNeverNegative() {
		ApplicationContextRunner atNow = this.contextRunner.withBean(RecordMeters.class,
				() -> new RecordMeters(this.registry, (topic) -> null, new DuplicateRecords(),
						Clock.fixed(NOW, ZoneOffset.UTC)));
		atNow.run((context) -> {
			handle(context,
					EventJson.event()
						.record("orders.eu", 0, 1)
						.value("good")
						.recordWith("timestamp", NOW.minusSeconds(3).toEpochMilli())
						.record("orders.eu", 0, 2)
						.value("good")
						.recordWith("timestamp", NOW.plusSeconds(3).toEpochMilli())
						.record("orders.eu", 0, 3)
						.value("good")
						.recordWith("timestamp", -1));
			Timer age = this.registry.get("amgi.record.age").timer();
			assertThat(age.count()).isEqualTo(2);
			assertThat(age.totalTime(TimeUnit.SECONDS)).isEqualTo(3);
		});
	}

	@Test
	void stuckHandlersAreGauged() {
		this.contextRunner.run((context) -> {
			context.getBeansOfType(MeterBinder.class).values().forEach((binder) -> binder.bindTo(this.registry));
			assertThat(this.registry.get("amgi.handlers.stuck").gauge().value()).isZero();
		});
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			AWS_LAMBDA_RUNTIME_API=localhost:1 | spring.amgi.metrics.emf.enabled=false | 1
			AWS_LAMBDA_RUNTIME_API=localhost:1 | spring.amgi.metrics.emf.enabled=true  | 0
			other=property                     | spring.amgi.metrics.emf.enabled=false | 0""", delimiter = '|')
	void registryThatPushesIsWarnedOfOnLambda(String lambda, String emf, int warnings, CapturedOutput output) {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(AmgiAutoConfiguration.class, AmgiObservationAutoConfiguration.class))
			.withPropertyValues(lambda, emf)
			.withBean(LoggingMeterRegistry.class, LoggingMeterRegistry::new)
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output.getAll().split("publishes at intervals", -1)).hasSize(warnings + 1);
	}

	@Test
	void withoutARegistryThereAreNoMeters() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(AmgiAutoConfiguration.class, AmgiObservationAutoConfiguration.class))
			.run((context) -> assertThat(context).doesNotHaveBean(RecordMeters.class));
	}

	private double count(String channel, String outcome) {
		return this.registry.get("amgi.records").tag("channel", channel).tag("outcome", outcome).counter().count();
	}

	private static BatchResponse handle(ApplicationContext context, EventJson event) {
		return context.getBean(KafkaEventSourceMapping.class).handle(event.stream(), TestContext.endingIn(60_000));
	}

	static class Handler {

		@AmgiChannel("orders.{region}")
		void placed(String order) {
			if (order.equals("bad")) {
				throw new IllegalStateException("bad");
			}
		}

	}

}
