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

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.amgi.test.KafkaEvents;
import io.amgi.test.lambda.LambdaResult;
import io.amgi.test.lambda.LambdaRuntimeEmulator;

import static org.assertj.core.api.Assertions.assertThat;

class LifeConcurrencyTests {

	@Test
	void everyInvocationGetsItsOwnResponse() {
		invoke(300);
	}

	@Test
	@Tag("long")
	void everyOfManyInvocationsGetsItsOwnResponse() {
		invoke(2000);
	}

	private static void invoke(int invocations) {
		try (LambdaRuntimeEmulator lambda = LambdaLife.of(LifeApplication.class).maxConcurrency(8).start()) {
			List<CompletableFuture<LambdaResult>> results = IntStream.range(0, invocations)
				.mapToObj((i) -> lambda.invokeAsync(event(i)))
				.toList();
			assertThat(results).extracting((result) -> words(result.join()))
				.containsExactlyElementsOf(
						IntStream.range(0, invocations).mapToObj(LifeConcurrencyTests::expected).toList());
			assertThat(LambdaLife.paths(lambda)).containsOnlyOnce(LambdaLife.REGISTER);
		}
	}

	private static byte[] event(int invocation) {
		String value = ((invocation % 3 == 0) ? "bad " : "good ") + invocation;
		return KafkaEvents.msk().record("echo", (record) -> record.offset(invocation).value(value)).toBytes();
	}

	private static String expected(int invocation) {
		return (invocation % 3 == 0)
				? "Failed to process record topic=echo, partition=0, offset=%1$d, message=Refused bad %1$d after 1 startup"
					.formatted(invocation)
				: "{\"batchItemFailures\":[]}";
	}

	private static String words(LambdaResult result) {
		return (result.error() != null) ? result.error().message() : result.text();
	}

}
