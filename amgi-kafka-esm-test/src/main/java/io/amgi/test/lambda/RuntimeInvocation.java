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
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * One event on its way through the function.
 */
final class RuntimeInvocation {

	private final String requestId = UUID.randomUUID().toString();

	private final String traceId = newTraceId();

	private final byte[] event;

	private final Duration timeout;

	private final CompletableFuture<@Nullable Void> taken = new CompletableFuture<>();

	private final CompletableFuture<LambdaResult> result = new CompletableFuture<>();

	RuntimeInvocation(byte[] event, Duration timeout) {
		this.event = event;
		this.timeout = timeout;
		this.taken.orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS).whenComplete((ok, ex) -> onTaken(ex == null));
	}

	private static String newTraceId() {
		ThreadLocalRandom random = ThreadLocalRandom.current();
		return "Root=1-%08x-%08x%016x;Parent=%016x;Sampled=0".formatted(Instant.now().getEpochSecond(),
				random.nextInt(), random.nextLong(), random.nextLong());
	}

	private void onTaken(boolean inTime) {
		// The function's time starts when it takes the event. An event that is not taken
		// within that time has timed out, too.
		LambdaResult timedOut = result(LambdaOutcome.TIMED_OUT, null, null, null);
		if (inTime) {
			this.result.completeOnTimeout(timedOut, this.timeout.toNanos(), TimeUnit.NANOSECONDS);
		}
		else {
			this.result.complete(timedOut);
		}
	}

	boolean take() {
		return !this.result.isDone() && this.taken.complete(null);
	}

	boolean isTaken() {
		return this.taken.isDone() && !this.taken.isCompletedExceptionally();
	}

	boolean respond(byte[] response) {
		return this.result.complete(result(LambdaOutcome.RESPONSE, response, null, null));
	}

	boolean fail(LambdaError error) {
		return this.result.complete(result(LambdaOutcome.ERROR, null, error, null));
	}

	void exited(int exitCode) {
		this.result.complete(result(LambdaOutcome.EXITED, null, null, exitCode));
		this.taken.complete(null);
	}

	private LambdaResult result(LambdaOutcome outcome, byte @Nullable [] response, @Nullable LambdaError error,
			@Nullable Integer exitCode) {
		return new LambdaResult(this.requestId, this.traceId, outcome, response, error, exitCode);
	}

	String requestId() {
		return this.requestId;
	}

	byte[] event() {
		return this.event;
	}

	CompletableFuture<LambdaResult> result() {
		return this.result;
	}

	Map<String, String> headers() {
		return Map.of("Content-Type", "application/json", "Lambda-Runtime-Aws-Request-Id", this.requestId,
				"Lambda-Runtime-Trace-Id", this.traceId, "Lambda-Runtime-Deadline-Ms",
				Long.toString(Instant.now().plus(this.timeout).toEpochMilli()));
	}

}
