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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LambdaConcurrencyTests {

	@Test
	void invocationsRunAtTheSameTime() {
		try (LambdaRuntimeEmulator lambda = start(Meeting.class, 4)) {
			List<CompletableFuture<LambdaResult>> results = invoke(lambda, 400);
			assertThat(results).extracting((result) -> result.join().text())
				.containsExactlyElementsOf(IntStream.range(0, 400).mapToObj("\"met %d\""::formatted).toList());
		}
	}

	@Test
	void everyLoopCallsNext() {
		try (LambdaRuntimeEmulator lambda = start(Meeting.class, 4)) {
			invoke(lambda, 4).forEach(CompletableFuture::join);
			assertThat(lambda.calls()).filteredOn((call) -> call.path().endsWith("/invocation/next"))
				.hasSizeGreaterThanOrEqualTo(4);
		}
	}

	@Test
	void timeoutDoesNotEndTheOthers() {
		try (LambdaRuntimeEmulator lambda = start(Choosing.class, 2)) {
			LambdaResult stuck = lambda.invoke("\"stuck\"".getBytes(StandardCharsets.UTF_8), Duration.ofMillis(500));
			assertThat(stuck.outcome()).isEqualTo(LambdaOutcome.TIMED_OUT);
			assertThat(lambda.invoke("\"free\"").text()).isEqualTo("\"lambda-managed-instances\"");
		}
	}

	@Test
	void invocationThatNoLoopTakesIsTimedOut() {
		try (LambdaRuntimeEmulator lambda = start(Choosing.class, 1)) {
			byte[] event = "\"stuck\"".getBytes(StandardCharsets.UTF_8);
			lambda.invoke(event, Duration.ofMillis(500));
			assertThat(lambda.invokeAsync(event, Duration.ofMillis(10))).succeedsWithin(Duration.ofSeconds(20))
				.extracting(LambdaResult::outcome)
				.isEqualTo(LambdaOutcome.TIMED_OUT);
		}
	}

	private LambdaRuntimeEmulator start(Class<?> handler, int maxConcurrency) {
		return LambdaRuntimeEmulator.onClassPath().handler(handler).maxConcurrency(maxConcurrency).start();
	}

	private List<CompletableFuture<LambdaResult>> invoke(LambdaRuntimeEmulator lambda, int times) {
		return IntStream.range(0, times).mapToObj((i) -> lambda.invokeAsync(Integer.toString(i))).toList();
	}

	public static class Meeting implements RequestHandler<Integer, String> {

		private final CyclicBarrier barrier = new CyclicBarrier(4);

		@Override
		public String handleRequest(Integer input, Context context) {
			try {
				this.barrier.await(20, TimeUnit.SECONDS);
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
			return "met " + input;
		}

	}

	public static class Choosing implements RequestHandler<String, String> {

		@Override
		public String handleRequest(String input, Context context) {
			return (input.equals("stuck")) ? LambdaHandlers.block() : System.getenv("AWS_LAMBDA_INITIALIZATION_TYPE");
		}

	}

}
