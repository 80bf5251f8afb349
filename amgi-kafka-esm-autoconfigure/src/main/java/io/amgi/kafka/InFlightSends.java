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

package io.amgi.kafka;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * The sends of one invocation that its response waits for.
 */
final class InFlightSends {

	private final Set<CompletableFuture<Void>> sends = ConcurrentHashMap.newKeySet();

	private final LongSupplier remainingMillis;

	InFlightSends(LongSupplier remainingMillis) {
		this.remainingMillis = remainingMillis;
	}

	void add(CompletableFuture<Void> send) {
		this.sends.add(send);
		send.thenRun(() -> this.sends.remove(send));
	}

	/**
	 * Waits for what is not confirmed.
	 * @throws UnconfirmedSendsException if something was not, or not in time
	 * @throws InterruptedException if the thread is interrupted while it waits
	 */
	void await() throws InterruptedException {
		CompletableFuture<Void> all = CompletableFuture.allOf(this.sends.toArray(CompletableFuture[]::new));
		try {
			// The remaining time is for the response.
			all.get(this.remainingMillis.getAsLong() / 8 * 7, TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException ex) {
			throw new UnconfirmedSendsException(ex.getCause());
		}
		catch (TimeoutException ex) {
			throw new UnconfirmedSendsException(null);
		}
	}

}
