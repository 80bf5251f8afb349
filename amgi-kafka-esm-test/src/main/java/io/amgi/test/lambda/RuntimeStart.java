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
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * The start of the function up to its first invocation or, for a snapshot, up to the
 * checkpoint and from there on. It ends when the runtime and all extensions have called
 * next, or with the first failure.
 */
final class RuntimeStart {

	private final CompletableFuture<Optional<Failure>> end = new CompletableFuture<>();

	private final Set<String> known = new HashSet<>();

	private final Set<String> awaited = new TreeSet<>();

	private final String last;

	RuntimeStart(String last) {
		this.last = last;
		this.awaited.add(last);
	}

	/**
	 * Adds a participant to wait for.
	 * @param name the participant's name
	 * @return whether the last participant had not called next yet, and the name is new
	 */
	synchronized boolean await(String name) {
		return this.awaited.contains(this.last) && this.known.add(name) && this.awaited.add(name);
	}

	synchronized void arrived(String name) {
		this.awaited.remove(name);
		if (this.awaited.isEmpty()) {
			this.end.complete(Optional.empty());
		}
	}

	void failed(LambdaError error) {
		fail("%s: %s".formatted(error.type(), error.message()), error);
	}

	void exited(int exitCode) {
		fail("its process ended with exit code %d".formatted(exitCode), null);
	}

	private synchronized void tookLongerThan(Duration timeout) {
		fail("%s did not call next within %s".formatted(String.join(" and ", this.awaited), timeout), null);
	}

	private void fail(String reason, @Nullable LambdaError error) {
		this.end.complete(Optional.of(new Failure(reason, error)));
	}

	Optional<Failure> awaitEnd(Duration timeout) {
		CompletableFuture.delayedExecutor(timeout.toNanos(), TimeUnit.NANOSECONDS)
			.execute(() -> tookLongerThan(timeout));
		return this.end.join();
	}

	/**
	 * The reason why the function is not ready.
	 */
	record Failure(String reason, @Nullable LambdaError error) {

	}

}
