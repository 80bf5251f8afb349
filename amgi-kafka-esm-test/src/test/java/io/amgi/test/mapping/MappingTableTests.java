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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.amgi.autoconfigure.AmgiAutoConfiguration;
import io.amgi.channel.AmgiChannel;
import io.amgi.esm.KafkaEventSourceMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Delivers a batch of one partition with a record that fails each time, three healthy
 * records with its key, and six with another key. The result of each combination of
 * settings is a row of the documentation's table.
 */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MappingTableTests {

	private static final String BAD = "bad0";

	private static final int GOOD = 9;

	// More than the ten retries that a destination limits a mapping to.
	private static final int ENDLESS = 15;

	private final Recorded recorded = new Recorded();

	private final Queue<String> handled = new ConcurrentLinkedQueue<>();

	private final TestKafka kafka = TestKafka.topic(1);

	static List<MappingSettings> settings() {
		return MappingSettings.all();
	}

	@ParameterizedTest
	@MethodSource("settings")
	void rowIsWhatHappens(MappingSettings settings) throws IOException {
		send();
		deliver(settings);
		String row = "| %s | %s |".formatted(settings, settings.isEndless() ? endless() : result(settings));
		System.out.println("Row: " + row);
		assertThat(Files.readString(Path.of("..", "docs", "failures-and-order.md"))).contains(row);
	}

	@Test
	void tableHasNoOtherRows() throws IOException {
		assertThat(Files.readAllLines(Path.of("..", "docs", "failures-and-order.md")))
			.filteredOn(
					(line) -> line.matches("\\| `\\w+` \\| `(partition|key|unordered)` \\| `(stop|continue)` \\|.*"))
			.hasSameSizeAs(settings());
	}

	private void send() {
		Instant now = Instant.now();
		this.kafka.sendAt(now, "a", BAD);
		for (int i = 1; i <= GOOD; i++) {
			this.kafka.sendAt(now, (i <= 3) ? "a" : "b", "good" + i);
		}
	}

	private void deliver(MappingSettings settings) {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AmgiAutoConfiguration.class, JacksonAutoConfiguration.class))
			.withPropertyValues("spring.amgi.lifespan.enabled=false", "topic=" + this.kafka.topic())
			.withPropertyValues(settings.properties())
			.withBean(Orders.class, () -> new Orders(this.handled))
			.run((context) -> deliver(settings, context.getBean(KafkaEventSourceMapping.class)));
	}

	private void deliver(MappingSettings settings, KafkaEventSourceMapping function) {
		String destination = this.kafka.newTopic("-failed");
		try (LocalEventSourceMapping mapping = this.kafka.mapping((lambda) -> {
			lambda.batchSize(GOOD + 1).maximumBatchingWindow(Duration.ofSeconds(300));
			settings.apply(lambda, destination);
		}).listener(this.recorded).function(LambdaFunction.of(function)).start()) {
			Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> isDone(settings));
		}
	}

	private boolean isDone(MappingSettings settings) {
		return settings.isEndless() ? attempts() >= ENDLESS : Long.valueOf(GOOD + 1).equals(this.kafka.committed(0));
	}

	private String endless() {
		assertThat(this.kafka.committed(0)).isZero();
		return "no end | stalls its partition | %d of %d | %s | 0".formatted(distinct(), GOOD,
				(good() > distinct()) ? "no end" : "0");
	}

	private String result(MappingSettings settings) {
		long givenUp = this.recorded.givenUp.keySet().stream().filter((record) -> record.offset() > 0).count();
		long lost = this.recorded.lost.stream().filter((record) -> record.offset() > 0).count();
		return "%d | %s | %d of %d | %d | %d".formatted(attempts(), end(settings), distinct(), GOOD,
				good() - distinct(), givenUp + lost);
	}

	private String end(MappingSettings settings) {
		if (this.recorded.lost.contains(this.kafka.id(0, 0))) {
			return "lost";
		}
		if (!this.recorded.givenUp.containsKey(this.kafka.id(0, 0))) {
			return "the log";
		}
		if (settings.destination()) {
			assertThat(TestKafka.read(this.kafka.topic() + "-failed", 1)).isNotEmpty();
			return "on-failure";
		}
		return "lost";
	}

	private long attempts() {
		return this.handled.stream().filter(BAD::equals).count();
	}

	private long good() {
		return this.handled.stream().filter((value) -> !value.equals(BAD)).count();
	}

	private long distinct() {
		return this.handled.stream().filter((value) -> !value.equals(BAD)).distinct().count();
	}

	static class Orders {

		private final Queue<String> handled;

		Orders(Queue<String> handled) {
			this.handled = handled;
		}

		@AmgiChannel("${topic}")
		void handle(String value) {
			this.handled.add(value);
			if (value.equals(BAD)) {
				throw new IllegalStateException("bad");
			}
		}

	}

}
