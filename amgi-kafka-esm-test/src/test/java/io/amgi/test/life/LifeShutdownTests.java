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
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

import io.amgi.test.KafkaEvents;
import io.amgi.test.lambda.LambdaExit;
import io.amgi.test.lambda.LambdaOutcome;
import io.amgi.test.lambda.LambdaResult;
import io.amgi.test.lambda.LambdaRuntimeEmulator;

import static org.assertj.core.api.Assertions.assertThat;

class LifeShutdownTests {

	// Without a reachable broker, the producer would be closed before the shutdown.
	private static EmbeddedKafkaKraftBroker broker;

	@BeforeAll
	static void startBroker() {
		broker = new EmbeddedKafkaKraftBroker(1, 1, "out");
		broker.afterPropertiesSet();
	}

	@AfterAll
	static void stopBroker() {
		broker.destroy();
	}

	@Test
	void sigtermWhileIdleShutsDownInOrder() {
		try (LambdaRuntimeEmulator lambda = LambdaLife.of(DrainingApplication.class).start()) {
			LambdaExit exit = lambda.shutdown();
			assertThat(exit.killed()).isFalse();
			assertThat(exit.code()).isEqualTo(143);
			assertThat(LambdaLife.said(lambda)).containsExactly("startup", "shutdown", "closing", "stopped",
					"destroyed");
		}
	}

	@Test
	void nothingRegistersOrShutsDownWithoutTheExtension() {
		try (LambdaRuntimeEmulator lambda = LambdaLife.of(DrainingApplication.class)
			.environment("SPRING_AMGI_LAMBDA_SHUTDOWNEXTENSION_ENABLED", "false")
			.start()) {
			assertThat(LambdaLife.paths(lambda)).containsExactly(LambdaLife.INVOCATION_NEXT);
			assertThat(lambda.shutdown().killed()).isTrue();
			assertThat(LambdaLife.said(lambda)).containsExactly("startup");
		}
	}

	@Test
	void invocationInFlightEndsBeforeAnythingElseDoes(@TempDir Path directory) throws IOException {
		Path answered = directory.resolve("answered");
		try (LambdaRuntimeEmulator lambda = LambdaLife.of(DrainingApplication.class)
			.environment("DRAIN", "20s")
			.environment("GO_ON_WHEN_THERE", answered.toString())
			.start()) {
			CompletableFuture<LambdaResult> result = lambda
				.invokeAsync(KafkaEvents.msk().records("drained", 0, "first", "second").toBytes());
			lambda.awaitLine("life: first", LambdaLife.SOON);
			CompletableFuture<LambdaExit> exit = CompletableFuture.supplyAsync(lambda::shutdown);
			assertThat(result.join().error().message()).isEqualTo(
					"Failed to process record topic=drained, partition=0, offset=1, message=Not handled to its end, the function is shutting down");
			Files.createFile(answered);
			assertThat(exit.join().killed()).isFalse();
			assertThat(LambdaLife.said(lambda)).containsExactly("startup", "first", "first done", "shutdown", "closing",
					"stopped", "destroyed");
		}
	}

	@Test
	void invocationThatGoesOnIsCut() {
		try (LambdaRuntimeEmulator lambda = LambdaLife.of(DrainingApplication.class).start()) {
			CompletableFuture<LambdaResult> result = lambda
				.invokeAsync(KafkaEvents.msk().record("stuck", "first").toBytes());
			lambda.awaitLine("life: first", LambdaLife.SOON);
			assertThat(lambda.shutdown().killed()).isFalse();
			assertThat(result.join().outcome()).isEqualTo(LambdaOutcome.EXITED);
			assertThat(lambda.output()).contains("Cut off 1 invocations that went on for PT0.15S after the shutdown");
			assertThat(LambdaLife.said(lambda)).endsWith("shutdown", "closing", "stopped", "destroyed");
		}
	}

	// The parts' own messages prove the budgets, since the test machine may be slow. The
	// total time is far below that of any other budget.
	@Test
	void stuckShutdownIsHeldToItsBudget() {
		try (LambdaRuntimeEmulator lambda = sending()) {
			lambda.invoke(event("sent"));
			CompletableFuture<LambdaResult> result = lambda.invokeAsync(event("stuck"));
			lambda.awaitLine("life: stuck", LambdaLife.SOON);
			Instant sigterm = Instant.now();
			assertThat(lambda.shutdown().killed()).isFalse();
			assertThat(result.join().outcome()).isEqualTo(LambdaOutcome.EXITED);
			assertThat(lambda.output()).containsSubsequence("Cut off 1 invocations that went on for PT0.15S",
					"No answer to 'lifespan.shutdown' within PT0.15S", "life: stopping",
					"still running after timeout of 100ms", "Closing the Kafka producer with timeoutMillis = 100 ms",
					"life: destroyed");
			assertThat(LambdaLife.times(lambda)).isSorted()
				.last(InstanceOfAssertFactories.INSTANT)
				.isBefore(sigterm.plusSeconds(10));
		}
	}

	@Test
	void producersCloseBehindLifecycleBeansAndBeforeAnyBeanIsDestroyed() {
		try (LambdaRuntimeEmulator lambda = sending()) {
			lambda.invoke(event("sent"));
			lambda.shutdown();
			assertThat(LambdaLife.said(lambda)).containsExactly("startup", "sent", "stopped", "stopping",
					"stopped last", "producer closed", "destroyed");
		}
	}

	private static LambdaRuntimeEmulator sending() {
		return LambdaLife.withoutMoreTime(UnwillingApplication.class)
			.environment("LOGGING_LEVEL_ORG_APACHE_KAFKA_CLIENTS_PRODUCER", "info")
			.environment("LOGGING_LEVEL_ORG_SPRINGFRAMEWORK_CONTEXT_SUPPORT", "info")
			.start();
	}

	private static byte[] event(String channel) {
		return KafkaEvents.selfManaged()
			.bootstrapServers(broker.getBrokersAsString())
			.record(channel, channel)
			.toBytes();
	}

}
