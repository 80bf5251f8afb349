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

package io.amgi.test.lambda;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class LambdaEndTests {

	private static final Duration SOON = Duration.ofSeconds(20);

	private static final byte[] EVENT = "\"event\"".getBytes(StandardCharsets.UTF_8);

	@Test
	void sigtermRunsShutdownHooks() {
		try (LambdaRuntimeEmulator lambda = start(LambdaHandlers.Stuck.class)) {
			lambda.sigterm();
			assertThat(lambda.awaitExit(SOON)).isEqualTo(143);
			assertThat(lambda.output()).contains("Shutdown hook ran");
		}
	}

	@Test
	void sigtermDuringAnInvocationEndsIt() {
		try (LambdaRuntimeEmulator lambda = start(LambdaHandlers.Stuck.class)) {
			CompletableFuture<LambdaResult> result = lambda.invokeAsync(EVENT);
			lambda.awaitLine("Stuck with event", SOON);
			lambda.sigterm();
			assertThat(result.join().outcome()).isEqualTo(LambdaOutcome.EXITED);
			assertThat(result.join().exitCode()).isEqualTo(143);
			assertThat(lambda.awaitLine("Shutdown hook ran", SOON)).isNotNull();
		}
	}

	@Test
	void exitDuringAnInvocationEndsIt() {
		try (LambdaRuntimeEmulator lambda = start(Exiting.class)) {
			LambdaResult result = lambda.invoke(EVENT);
			assertThat(result.outcome()).isEqualTo(LambdaOutcome.EXITED);
			assertThat(result.exitCode()).isEqualTo(7);
		}
	}

	@Test
	void invocationAfterTheExitEndsAtOnce() {
		try (LambdaRuntimeEmulator lambda = start(Exiting.class)) {
			lambda.invoke(EVENT);
			assertThat(lambda.invoke(EVENT, Duration.ofDays(1)).exitCode()).isEqualTo(7);
		}
	}

	@Test
	void handlerThatOutlivesItsDeadlineIsTimedOutAndKilled() {
		try (LambdaRuntimeEmulator lambda = start(LambdaHandlers.Stuck.class)) {
			assertThat(lambda.invokeAsync(EVENT, Duration.ofMillis(500))).succeedsWithin(SOON)
				.extracting(LambdaResult::outcome)
				.isEqualTo(LambdaOutcome.TIMED_OUT);
			assertThat(lambda.awaitExit(SOON)).isEqualTo(137);
			assertThat(lambda.output()).doesNotContain("Shutdown hook ran");
		}
	}

	@Test
	void invocationThatWaitsForItsTurnEndsWithTheProcess() {
		try (LambdaRuntimeEmulator lambda = start(LambdaHandlers.Stuck.class)) {
			CompletableFuture<LambdaResult> first = lambda.invokeAsync(EVENT);
			CompletableFuture<LambdaResult> second = lambda.invokeAsync(EVENT);
			lambda.awaitLine("Stuck with event", SOON);
			lambda.sigterm();
			assertThat(first.join().outcome()).isEqualTo(LambdaOutcome.EXITED);
			assertThat(second.join().outcome()).isEqualTo(LambdaOutcome.EXITED);
		}
	}

	@Test
	void invocationThatIsNotTakenDoesNotEndTheProcess() {
		try (LambdaRuntimeEmulator lambda = start(LambdaHandlers.Stuck.class)) {
			CompletableFuture<LambdaResult> first = lambda.invokeAsync(EVENT);
			lambda.awaitLine("Stuck with event", SOON);
			assertThat(lambda.invoke(EVENT, Duration.ofMillis(10)).outcome()).isEqualTo(LambdaOutcome.TIMED_OUT);
			lambda.sigterm();
			assertThat(first.join().exitCode()).isEqualTo(143);
		}
	}

	@Test
	void processThatGoesOnIsNotAwaitedForEver() {
		try (LambdaRuntimeEmulator lambda = start(LambdaHandlers.Echo.class)) {
			assertThatIllegalStateException().isThrownBy(() -> lambda.awaitExit(Duration.ofMillis(10)))
				.withMessage("The process did not end within PT0.01S");
		}
	}

	@Test
	void closeEndsTheProcess() {
		LambdaRuntimeEmulator lambda = start(LambdaHandlers.Stuck.class);
		CompletableFuture<LambdaResult> result = lambda.invokeAsync(EVENT);
		lambda.close();
		assertThat(result.join().exitCode()).isEqualTo(137);
		assertThat(lambda.awaitExit(Duration.ZERO)).isEqualTo(137);
	}

	@Test
	void interruptedCloseLeavesNothing() {
		LambdaRuntimeEmulator lambda = start(LambdaContainerTests.Property.class);
		Path library = Path
			.of(lambda.invoke("\"%s\"".formatted(RuntimeClient.NATIVE_LIBRARY_PROPERTY)).text().replace("\"", ""));
		assertThat(library).exists();
		Thread.currentThread().interrupt();
		assertThatIllegalStateException().isThrownBy(lambda::close);
		assertThat(Thread.interrupted()).isTrue();
		assertThat(library.getParent()).doesNotExist();
	}

	private LambdaRuntimeEmulator start(Class<?> handler) {
		return LambdaRuntimeEmulator.onClassPath().handler(handler).start();
	}

	public static class Exiting implements RequestHandler<String, String> {

		@Override
		public String handleRequest(String input, Context context) {
			System.exit(7);
			return input;
		}

	}

}
