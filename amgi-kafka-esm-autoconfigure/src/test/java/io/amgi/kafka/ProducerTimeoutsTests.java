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

package io.amgi.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ProducerTimeoutsTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(6);

	@Test
	void sendTimeoutBoundsBlockingAndDelivery() {
		assertThat(ProducerTimeouts.missingFrom(Map.of(), TIMEOUT)).containsEntry("max.block.ms", 6000L)
			.containsEntry("delivery.timeout.ms", 6000)
			.containsEntry("request.timeout.ms", 2000)
			.containsEntry("linger.ms", 0L);
	}

	@Test
	void ownValuesWin() {
		assertThat(ProducerTimeouts.missingFrom(Map.of("max.block.ms", "1", "delivery.timeout.ms", "9000",
				"request.timeout.ms", "3000", "linger.ms", "5"), TIMEOUT))
			.isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "delivery.timeout.ms, 100", "request.timeout.ms, 30000", "linger.ms, 20000", "linger.ms, 5999",
			"delivery.timeout.ms, 1", "request.timeout.ms, 2147483647", "linger.ms, 2147483647",
			"linger.ms, 9223372036854775807" })
	void addedTimeoutsFitTheGivenOnes(String name, String value) {
		assertProducerCanBeMade(Map.of(name, value), TIMEOUT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "P25D", "PT2562047788015215H", "PT0.0001S", "PT0S" })
	void anySendTimeoutGivesOneThatKafkaTakes(Duration sendTimeout) {
		assertProducerCanBeMade(Map.of(), sendTimeout);
		assertThat(ProducerTimeouts.confirmationTimeout(ProducerTimeouts.missingFrom(Map.of(), sendTimeout)))
			.isPositive();
	}

	@Test
	void timeoutsThatAddUpToMoreThanKafkaTakesAreBounded() {
		assertProducerCanBeMade(Map.of("request.timeout.ms", "2147483647", "linger.ms", "5"), TIMEOUT);
	}

	@Test
	void timeoutThatIsNoNumberIsNamed() {
		assertThatExceptionOfType(ConfigException.class)
			.isThrownBy(() -> ProducerTimeouts.missingFrom(Map.of("request.timeout.ms", "soon"), TIMEOUT))
			.withMessageContaining("request.timeout.ms");
	}

	private static void assertProducerCanBeMade(Map<String, Object> set, Duration sendTimeout) {
		assertThatCode(() -> {
			Map<String, Object> config = new HashMap<>(set);
			config.put("bootstrap.servers", "localhost:1");
			config.putAll(ProducerTimeouts.missingFrom(config, sendTimeout));
			new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()).close();
		}).doesNotThrowAnyException();
	}

}
