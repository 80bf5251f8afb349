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

package io.amgi.test.deadline;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.amgi.test.KafkaEvents;
import io.amgi.test.lambda.LambdaOutcome;
import io.amgi.test.lambda.LambdaResult;
import io.amgi.test.lambda.LambdaRuntimeBuilder;
import io.amgi.test.lambda.LambdaRuntimeEmulator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs handlers that ignore interruption under the real runtime client. A response after
 * Lambda's deadline would be a time-out.
 */
class DeadlineOnLambdaTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(12);

	// Leaves a busy machine two seconds for the answer.
	private static final String MARGIN = "8s";

	private static final String FIRST_FAILED = "{\"batchItemFailures\":[{\"itemIdentifier\":{\"partition\":\"orders-0\",\"offset\":0}}]}";

	@Test
	void threeInvocationsOverTheSameStuckHandlerAnswerInTime() {
		try (LambdaRuntimeEmulator lambda = lambda().start()) {
			for (int i = 0; i < 3; i++) {
				LambdaResult result = lambda.invoke(event("stuck", "fine"), TIMEOUT);
				assertThat(result.outcome()).isEqualTo(LambdaOutcome.RESPONSE);
				assertThat(result.text()).isEqualTo(FIRST_FAILED);
			}
			assertThat(started(lambda)).containsOnlyOnce("started stuck").filteredOn("started fine"::equals).hasSize(3);
		}
	}

	@Test
	void invocationFailsInTimeWhereNacksAreLogged() {
		try (LambdaRuntimeEmulator lambda = lambda().environment("SPRING_AMGI_ON_NACK", "log").start()) {
			loadWhatReportsErrors(lambda);
			LambdaResult result = lambda.invoke(event("stuck", "fine"), TIMEOUT);
			assertThat(result.outcome()).isEqualTo(LambdaOutcome.ERROR);
			assertThat(result.error()).isNotNull();
			assertThat(result.error().message()).isEqualTo(
					"Failed to process record topic=orders, partition=0, offset=0, message=Not finished before the deadline");
		}
	}

	@Test
	void environmentFullOfStuckHandlersEnds() {
		try (LambdaRuntimeEmulator lambda = lambda().environment("SPRING_AMGI_PROCESSING_CONCURRENCY", "2").start()) {
			LambdaResult result = lambda.invoke(event("stuck", "stuck as well"), TIMEOUT);
			assertThat(result.outcome()).isEqualTo(LambdaOutcome.EXITED);
			assertThat(result.exitCode()).isEqualTo(1);
			assertThat(lambda.output()).contains("2 handlers have outlived their invocations")
				.contains("StubbornApplication.handle");
		}
	}

	// On a busy machine the first error takes the runtime client longer than a margin.
	private static void loadWhatReportsErrors(LambdaRuntimeEmulator lambda) {
		assertThat(lambda.invoke("{}").outcome()).isEqualTo(LambdaOutcome.ERROR);
	}

	private static LambdaRuntimeBuilder lambda() {
		return LambdaRuntimeEmulator.onClassPath()
			.mainClass(StubbornApplication.class)
			.environment("SPRING_AMGI_PROCESSING_DEADLINEMARGIN", MARGIN)
			.environment("SPRING_AMGI_ON_NACK", "report");
	}

	private static byte[] event(String first, String second) {
		return KafkaEvents.msk().records("orders", 0, first).records("orders", 1, second).toBytes();
	}

	private static List<String> started(LambdaRuntimeEmulator lambda) {
		return lambda.output().lines().filter((line) -> line.startsWith("started")).toList();
	}

}
