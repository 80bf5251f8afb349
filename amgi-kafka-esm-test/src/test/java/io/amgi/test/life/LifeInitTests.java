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

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.amgi.test.KafkaEvents;
import io.amgi.test.lambda.LambdaAnswer;
import io.amgi.test.lambda.LambdaInitException;
import io.amgi.test.lambda.LambdaRuntimeBuilder;
import io.amgi.test.lambda.LambdaRuntimeEmulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LifeInitTests {

	@Test
	void extensionRegistersBeforeAnybodyAsksForMore() {
		try (LambdaRuntimeEmulator lambda = life().start()) {
			assertThat(LambdaLife.paths(lambda)).startsWith(LambdaLife.REGISTER)
				.containsExactlyInAnyOrder(LambdaLife.REGISTER, LambdaLife.EXTENSION_NEXT, LambdaLife.INVOCATION_NEXT);
			assertThat(LambdaLife.said(lambda)).containsExactly("startup");
		}
	}

	@Test
	void refusedRegistrationChangesNothingElse() {
		try (LambdaRuntimeEmulator lambda = life().extensionRegister(LambdaAnswer.status(403)).start()) {
			assertThat(lambda.awaitLine("was answered with 403", LambdaLife.SOON)).contains("INFO");
			assertAnswers(lambda);
		}
	}

	@Test
	void registrationWithoutAnswerDoesNotHoldInitUp() {
		try (LambdaRuntimeEmulator lambda = life().extensionRegister(LambdaAnswer.never()).start()) {
			assertThat(lambda.awaitLine("Without shutdown extension", LambdaLife.SOON)).contains("WARN")
				.contains("was not answered within 700 ms");
			assertAnswers(lambda);
		}
	}

	@Test
	void registrationThatIsAnsweredLateStillBringsSigterm() {
		try (LambdaRuntimeEmulator lambda = life().extensionRegister(LambdaAnswer.after(Duration.ofSeconds(2)))
			.start()) {
			assertThat(LambdaLife.paths(lambda)).containsExactlyInAnyOrder(LambdaLife.REGISTER,
					LambdaLife.EXTENSION_NEXT, LambdaLife.INVOCATION_NEXT);
			assertThat(lambda.awaitLine("was not answered within 700 ms", LambdaLife.SOON)).contains("WARN");
			assertThat(lambda.shutdown().killed()).isFalse();
			assertThat(LambdaLife.said(lambda)).containsExactly("startup", "shutdown", "destroyed");
		}
	}

	@Test
	void failedStartupIsAnInitErrorWithTheApplicationsWords() {
		LambdaRuntimeBuilder builder = life().environment("FAIL_STARTUP", "no database");
		assertThatExceptionOfType(LambdaInitException.class).isThrownBy(builder::start)
			.withMessageContaining("The AMGI application could not start: no database")
			.satisfies((ex) -> assertThat(ex.error().message()).contains("no database")
				.doesNotContain("Failed to start bean"));
	}

	@Test
	void startupWithoutAnswerIsAnInitError() {
		LambdaRuntimeBuilder builder = LambdaLife.of(SilentApplication.class)
			.environment("SPRING_AMGI_LIFESPAN_STARTUPTIMEOUT", "10ms");
		assertThatExceptionOfType(LambdaInitException.class).isThrownBy(builder::start)
			.withMessageContaining(
					"The AMGI application could not start: No answer to 'lifespan.startup' within PT0.01S")
			.satisfies((ex) -> assertThat(ex.error().message())
				.contains("No answer to 'lifespan.startup' within PT0.01S"));
	}

	private static LambdaRuntimeBuilder life() {
		return LambdaLife.of(LifeApplication.class);
	}

	private static void assertAnswers(LambdaRuntimeEmulator lambda) {
		assertThat(lambda.invoke(KafkaEvents.msk().record("echo", "good").toBytes()).text())
			.isEqualTo("{\"batchItemFailures\":[]}");
	}

}
