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

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LambdaInitTests {

	@Test
	void functionIsReadyWhenTheRuntimeHasCalledNext() {
		try (LambdaRuntimeEmulator lambda = LambdaRuntimeEmulator.onClassPath()
			.handler(LambdaHandlers.Echo.class)
			.start()) {
			assertThat(lambda.calls()).singleElement().satisfies((call) -> {
				assertThat(call.method()).isEqualTo("GET");
				assertThat(call.path()).isEqualTo("/2018-06-01/runtime/invocation/next");
			});
			assertThat(lambda.initDuration()).isPositive();
		}
	}

	@Test
	void errorThatTheFunctionReportsIsThrown() {
		assertThatExceptionOfType(LambdaInitException.class).isThrownBy(() -> start(Broken.class))
			.withMessageStartingWith(
					"The function did not initialize: java.lang.IllegalStateException: There is no table")
			.withMessageContaining("Looking for the table")
			.satisfies((ex) -> {
				assertThat(ex.error()).isNotNull();
				assertThat(ex.error().type()).isEqualTo("java.lang.IllegalStateException");
				assertThat(ex.error().message()).isEqualTo("There is no table");
				assertThat(ex.exitCode()).isOne();
			});
	}

	@Test
	void exitOfTheProcessIsThrown() {
		assertThatExceptionOfType(LambdaInitException.class).isThrownBy(() -> start(Leaving.class))
			.withMessageStartingWith("The function did not initialize: its process ended with exit code 9")
			.withMessageContaining("I am off")
			.satisfies((ex) -> {
				assertThat(ex.error()).isNull();
				assertThat(ex.exitCode()).isEqualTo(9);
			});
	}

	@Test
	void functionThatTakesTooLongIsThrown() {
		assertThatExceptionOfType(LambdaInitException.class)
			.isThrownBy(() -> LambdaRuntimeEmulator.onClassPath()
				.handler(Slow.class)
				.initTimeout(Duration.ofSeconds(1))
				.start())
			.withMessageStartingWith("The function did not initialize: the runtime did not call next within PT1S")
			.satisfies((ex) -> assertThat(ex.exitCode()).isNull());
	}

	@Test
	void handlerThatDoesNotExistFailsTheInvocation() {
		try (LambdaRuntimeEmulator lambda = LambdaRuntimeEmulator.onClassPath().handler("example.Missing").start()) {
			LambdaResult result = lambda.invoke("1");
			assertThat(result.error()).isNotNull();
			assertThat(result.error().message()).isEqualTo("Class not found: example.Missing");
		}
	}

	@Test
	void javaThatDoesNotExistIsThrown() {
		LambdaRuntimeBuilder builder = LambdaRuntimeEmulator.onClassPath().javaExecutable(Path.of("/no/such/java"));
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(builder::start)
			.withMessageContaining("/no/such/java");
	}

	private void start(Class<?> handler) {
		LambdaRuntimeEmulator.onClassPath().handler(handler).start().close();
	}

	public static class Broken extends LambdaHandlers.Echo {

		{
			System.out.println("Looking for the table");
			fail();
		}

		private static void fail() {
			throw new IllegalStateException("There is no table");
		}

	}

	public static class Leaving extends LambdaHandlers.Echo {

		static {
			System.out.println("I am off");
			System.exit(9);
		}

	}

	public static class Slow extends LambdaHandlers.Echo {

		static {
			LambdaHandlers.block();
		}

	}

}
