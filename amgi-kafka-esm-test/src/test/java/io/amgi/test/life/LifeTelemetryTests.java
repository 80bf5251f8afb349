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

package io.amgi.test.life;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.amgi.test.KafkaEvents;
import io.amgi.test.lambda.LambdaOutcome;
import io.amgi.test.lambda.LambdaResult;
import io.amgi.test.lambda.LambdaRuntimeEmulator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests under the real runtime client that OpenTelemetry's providers are flushed before
 * Lambda has the response.
 */
class LifeTelemetryTests {

	@Test
	void spanOfTheLastRecordIsExportedBeforeTheResponse(@TempDir Path directory) throws IOException {
		Path exported = directory.resolve("exported");
		try (LambdaRuntimeEmulator lambda = LambdaLife.of(TracedApplication.class)
			.environment("EXPORT_TO", exported.toString())
			.start()) {
			LambdaResult result = lambda.invoke(KafkaEvents.msk().records("traced", 0, "first", "last").toBytes());
			assertThat(result.outcome()).isEqualTo(LambdaOutcome.RESPONSE);
			assertThat(Files.readAllLines(exported)).containsExactly("first", "last");
		}
	}

	@Test
	void exporterThatHangsDoesNotHoldTheResponse() {
		try (LambdaRuntimeEmulator lambda = LambdaLife.of(TracedApplication.class).start()) {
			LambdaResult result = lambda.invoke(KafkaEvents.msk().record("traced", "only").toBytes(),
					Duration.ofSeconds(20));
			assertThat(result.outcome()).isEqualTo(LambdaOutcome.RESPONSE);
			lambda.awaitLine("OpenTelemetry's providers were not flushed", LambdaLife.SOON);
		}
	}

}
