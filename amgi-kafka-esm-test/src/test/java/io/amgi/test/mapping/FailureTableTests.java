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
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.amgi.autoconfigure.AmgiAutoConfiguration;
import io.amgi.channel.AmgiChannel;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.protocol.MessageSend;
import io.amgi.test.RecordId;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Delivers a batch of one partition with a record that fails each time and nine healthy
 * ones after it. The mapping delivers three times and has an on-failure destination. The
 * results for the ten records are a row of the documentation's table.
 */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FailureTableTests {

	private static final String BAD = "bad0";

	private static final int GOOD = 9;

	private final Recorded recorded = new Recorded();

	private final Queue<String> handled = new ConcurrentLinkedQueue<>();

	private final Queue<String> sent = new ConcurrentLinkedQueue<>();

	private final TestKafka kafka = TestKafka.topic(1).send(0, values());

	private static String[] values() {
		return IntStream.rangeClosed(0, GOOD).mapToObj((i) -> (i == 0) ? BAD : "good" + i).toArray(String[]::new);
	}

	static List<FailureSettings> settings() {
		return FailureSettings.all();
	}

	@ParameterizedTest
	@MethodSource("settings")
	void rowIsWhatHappens(FailureSettings settings) throws IOException {
		deliver(settings);
		String row = "| %s | %s |".formatted(settings, result());
		System.out.println("Row: " + row);
		assertThat(Files.readString(Path.of("..", "docs", "failures-and-order.md"))).contains(row);
	}

	@ParameterizedTest
	@EnumSource
	void recommendedSettingsHarmNoHealthyRecord(PartialBatchReading reading) {
		deliver(new FailureSettings("report", "stop", 2, true, false, reading));
		assertThat(this.handled).filteredOn((value) -> !value.equals(BAD)).hasSize(GOOD).doesNotHaveDuplicates();
		assertThat(this.handled).filteredOn(BAD::equals).hasSize(3);
		assertThat(this.sent).containsExactly(this.kafka.topic() + "-dlt");
		assertThat(this.recorded.givenUp).isEmpty();
		assertThat(this.recorded.batches).hasSize(1);
	}

	@Test
	void tableHasNoOtherRows() throws IOException {
		assertThat(Files.readAllLines(Path.of("..", "docs", "failures-and-order.md")))
			.filteredOn((line) -> line.matches("\\| `\\w+` \\| `(stop|continue)` \\|.*"))
			.hasSameSizeAs(settings());
	}

	private void deliver(FailureSettings settings) {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AmgiAutoConfiguration.class, JacksonAutoConfiguration.class))
			.withPropertyValues("spring.amgi.lifespan.enabled=false", "topic=" + this.kafka.topic())
			.withPropertyValues(settings.properties())
			.withBean(MessageSend.class, () -> (message) -> {
				this.sent.add(message.address());
				return CompletableFuture.completedFuture(null);
			})
			.withBean(Orders.class, () -> new Orders(this.handled))
			.run((context) -> deliver(settings, context.getBean(KafkaEventSourceMapping.class)));
	}

	private void deliver(FailureSettings settings, KafkaEventSourceMapping function) {
		String destination = this.kafka.newTopic("-failed");
		try (LocalEventSourceMapping mapping = this.kafka.mapping((lambda) -> {
			lambda.batchSize(GOOD + 1)
				.maximumBatchingWindow(Duration.ofSeconds(300))
				.maximumRetryAttempts(2)
				.onFailureDestination("kafka://" + destination);
			settings.apply(lambda);
		}).listener(this.recorded).function(LambdaFunction.of(function)).start()) {
			Awaitility.await()
				.atMost(Duration.ofMinutes(1))
				.until(() -> Long.valueOf(GOOD + 1).equals(this.kafka.committed(0)));
		}
	}

	private String result() {
		long attempts = this.handled.stream().filter(BAD::equals).count();
		long good = this.handled.stream().filter((value) -> !value.equals(BAD)).count();
		long distinct = this.handled.stream().filter((value) -> !value.equals(BAD)).distinct().count();
		long givenUp = this.recorded.givenUp.keySet().stream().filter((record) -> record.offset() > 0).count();
		return "%d | %s | %d of %d | %d | %d".formatted(attempts, end(), distinct, GOOD, good - distinct, givenUp);
	}

	private String end() {
		if (!this.sent.isEmpty()) {
			return "`-dlt`";
		}
		boolean givenUp = this.recorded.givenUp.keySet()
			.stream()
			.map(RecordId::offset)
			.anyMatch((offset) -> offset == 0);
		return givenUp ? "on-failure" : "the log";
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
