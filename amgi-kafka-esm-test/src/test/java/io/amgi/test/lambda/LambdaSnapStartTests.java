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

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import com.amazonaws.services.lambda.crac.CheckpointException;
import com.amazonaws.services.lambda.crac.Core;
import com.amazonaws.services.lambda.crac.Resource;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LambdaSnapStartTests {

	private static final String RESTORE_NEXT = "/2018-06-01/runtime/restore/next";

	private static final String INVOCATION_NEXT = "/2018-06-01/runtime/invocation/next";

	private static final Duration SOON = Duration.ofSeconds(20);

	@Test
	void startEndsAtTheCheckpoint() {
		try (LambdaRuntimeEmulator lambda = snapshot().start()) {
			assertThat(lambda.calls()).extracting(LambdaCall::path).containsExactly(RESTORE_NEXT);
			assertThat(lambda.awaitLine("Before the checkpoint", SOON)).isNotNull();
			assertThat(lambda.output()).doesNotContain("After the restore");
		}
	}

	@Test
	void restoreGoesOnToTheFirstInvocation() {
		try (LambdaRuntimeEmulator lambda = snapshot().start()) {
			lambda.restore();
			assertThat(lambda.calls()).extracting(LambdaCall::path).containsExactly(RESTORE_NEXT, INVOCATION_NEXT);
			assertThat(lambda.awaitLine("After the restore", SOON)).isNotNull();
			assertThat(lambda.invoke("\"1\"").text()).isEqualTo("\"snap-start com.amazonaws.services.lambda.crac\"");
		}
	}

	@Test
	void firstInvocationRestores() {
		try (LambdaRuntimeEmulator lambda = snapshot().start()) {
			assertThat(lambda.invoke("\"1\"").outcome()).isEqualTo(LambdaOutcome.RESPONSE);
		}
	}

	@Test
	void failureBeforeTheCheckpointFailsTheStart() {
		LambdaRuntimeBuilder builder = snapshot().environment("FAIL", "checkpoint");
		assertThatExceptionOfType(LambdaInitException.class).isThrownBy(builder::start)
			.withMessageStartingWith(
					"The function did not initialize: " + "com.amazonaws.services.lambda.crac.CheckpointException")
			.satisfies((ex) -> assertThat(ex.exitCode()).isEqualTo(64));
	}

	@Test
	void failureAfterTheRestoreFailsTheRestore() {
		try (LambdaRuntimeEmulator lambda = snapshot().environment("FAIL", "restore").start()) {
			assertThatExceptionOfType(LambdaInitException.class).isThrownBy(lambda::restore)
				.withMessageStartingWith(
						"The function did not restore: " + "com.amazonaws.services.lambda.crac.RestoreException")
				.satisfies((ex) -> assertThat(ex.exitCode()).isEqualTo(64));
		}
	}

	@Test
	void failureAfterTheRestoreEndsTheInvocation() {
		try (LambdaRuntimeEmulator lambda = snapshot().environment("FAIL", "restore").start()) {
			CompletableFuture<LambdaResult> result = lambda.invokeAsync("1");
			assertThat(result.join().exitCode()).isEqualTo(64);
		}
	}

	private LambdaRuntimeBuilder snapshot() {
		return LambdaRuntimeEmulator.onClassPath().handler(Snapshot.class).snapStart();
	}

	public static class Snapshot implements RequestHandler<String, String>, Resource {

		{
			Core.getGlobalContext().register(this);
		}

		@Override
		public void beforeCheckpoint(com.amazonaws.services.lambda.crac.Context<? extends Resource> context)
				throws CheckpointException {
			hook("checkpoint", "Before the checkpoint");
		}

		@Override
		public void afterRestore(com.amazonaws.services.lambda.crac.Context<? extends Resource> context) {
			hook("restore", "After the restore");
		}

		private void hook(String name, String line) {
			System.out.println(line);
			if (name.equals(System.getenv("FAIL"))) {
				throw new IllegalStateException("No way back");
			}
		}

		@Override
		public String handleRequest(String input, Context context) {
			return System.getenv("AWS_LAMBDA_INITIALIZATION_TYPE") + " " + System.getProperty("org.crac.Core.Compat");
		}

	}

}
