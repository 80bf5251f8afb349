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

package io.amgi.handler;

import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.amgi.esm.EventJson;
import io.amgi.lambda.InvokedFunction;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that payloads, keys and header values of failed records are not logged, at any
 * level.
 */
@ExtendWith(OutputCaptureExtension.class)
class SecrecyTests {

	private static final String[] TOPICS = { "payload", "payload.primitive", "text", "header", "header.typed",
			"header.default", "header.kafka", "headers", "address.eu.7", "address.eu.x", "key", "key.long", "key.int",
			"key.uuid", "key.json", "key.missing", "message", "consumer-record", "consumer-record.raw", "protocol",
			"valid", "valid.groups", "constrained" };

	private static final String[] VALUES = { "secret", "{\"id\":[\"secret\"]}", "{\"id\":\"secret", "[\"secret\"]",
			"{\"lines\":[],\"prices\":{\"secret\":-1}}", "{\"prices\":{\"secret\":\"secret\"}}" };

	@AfterEach
	void restore() {
		LoggingSystem.get(getClass().getClassLoader()).setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.INFO);
	}

	@Test
	void nothingOfARecordGetsIntoALog(CapturedOutput output) {
		try (InvokedFunction function = InvokedFunction.start(ChannelParametersTests.Application.class,
				"logging.level.root=TRACE", "spring.amgi.on-nack=log")) {
			assertThat(function.invoke(event())).isEqualTo("{\"batchItemFailures\":[]}");
		}
		assertThat(output).contains("TRACE")
			.contains("topic=key.uuid, partition=0, offset=0")
			.doesNotContain("secret")
			.doesNotContain("c2VjcmV0");
	}

	private static EventJson event() {
		EventJson event = EventJson.event();
		Stream.of(TOPICS).forEach((topic) -> {
			for (int offset = 0; offset < VALUES.length; offset++) {
				event.record(topic, 0, offset)
					.key("secret")
					.value(VALUES[offset])
					.header("name", 's', 'e', 'c', 'r', 'e', 't');
			}
		});
		return event.record("payload", 0, VALUES.length).recordWith("value", "*secret*");
	}

}
