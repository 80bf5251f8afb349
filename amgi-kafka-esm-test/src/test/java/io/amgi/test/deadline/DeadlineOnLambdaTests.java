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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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

	private static final Duration COLD_TIMEOUT = Duration.ofSeconds(12);

	private static final Duration WARM_TIMEOUT = Duration.ofSeconds(8);

	// Others answer at another time.
	private static final Duration LONG_TIMEOUT = Duration.ofSeconds(16);

	// The largest margin possible: a quarter of the time-out.
	private static final String MARGIN = "8s";

	private static final String FIRST_FAILED = "{\"batchItemFailures\":[{\"itemIdentifier\":{\"partition\":\"orders-0\",\"offset\":0}}]}";

	private static final Deque<LambdaRuntimeEmulator> STARTED = new ArrayDeque<>();

	private static LambdaRuntimeEmulator reporting;

	private static LambdaRuntimeEmulator narrow;

	private static CompletableFuture<LambdaResult> logged;

	private static CompletableFuture<LambdaResult> filled;

	// All wait for their deadlines at once.
	@BeforeAll
	static void startAndInvoke() {
		reporting = start(lambda());
		narrow = start(lambda().environment("SPRING_AMGI_PROCESSING_CONCURRENCY", "2"));
		LambdaRuntimeEmulator logging = start(lambda().environment("SPRING_AMGI_ON_NACK", "log"));
		loadWhatReportsErrors(logging);
		logged = logging.invokeAsync(event("stuck", "fine"), LONG_TIMEOUT);
		filled = narrow.invokeAsync(event("stuck", "stuck as well"), LONG_TIMEOUT);
	}

	private static LambdaRuntimeEmulator start(LambdaRuntimeBuilder builder) {
		STARTED.add(builder.start());
		return STARTED.getLast();
	}

	@AfterAll
	static void close() {
		STARTED.forEach(LambdaRuntimeEmulator::close);
	}

	@Test
	void threeInvocationsOverTheSameStuckHandlerAnswerInTime() {
		for (Duration timeout : List.of(COLD_TIMEOUT, WARM_TIMEOUT, WARM_TIMEOUT)) {
			LambdaResult result = reporting.invoke(event("stuck", "fine"), timeout);
			assertThat(result.outcome()).isEqualTo(LambdaOutcome.RESPONSE);
			assertThat(result.text()).isEqualTo(FIRST_FAILED);
		}
		assertThat(started(reporting)).containsOnlyOnce("started stuck").filteredOn("started fine"::equals).hasSize(3);
	}

	@Test
	void invocationFailsInTimeWhereNacksAreLogged() {
		LambdaResult result = logged.join();
		assertThat(result.outcome()).isEqualTo(LambdaOutcome.ERROR);
		assertThat(result.error()).isNotNull();
		assertThat(result.error().message()).isEqualTo(
				"Failed to process record topic=orders, partition=0, offset=0, message=Not finished before the deadline");
	}

	@Test
	void environmentFullOfStuckHandlersEnds() {
		LambdaResult result = filled.join();
		assertThat(result.outcome()).isEqualTo(LambdaOutcome.EXITED);
		assertThat(result.exitCode()).isEqualTo(1);
		assertThat(narrow.output()).contains("2 handlers have outlived their invocations")
			.contains("StubbornApplication.handle");
	}

	// On a busy machine, the runtime client takes longer than a margin to report its
	// first error.
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
