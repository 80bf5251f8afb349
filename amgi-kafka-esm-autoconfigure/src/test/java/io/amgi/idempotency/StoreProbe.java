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

package io.amgi.idempotency;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * A store in memory that records its calls, and fails if a test wants it to.
 */
final class StoreProbe implements IdempotencyStore {

	final List<String> calls = Collections.synchronizedList(new ArrayList<>());

	final IdempotencyStore memory = new InMemoryIdempotencyStore(Duration.ofDays(7));

	final Set<String> owners = Collections.synchronizedSet(new LinkedHashSet<>());

	volatile @Nullable String failing;

	final AtomicInteger failures = new AtomicInteger();

	volatile Consumer<Duration> beforeClaim = (timeout) -> {
	};

	@Override
	public Map<IdempotencyKey, Claim> claim(Collection<IdempotencyKey> keys, String owner, Duration lease,
			Duration timeout) {
		this.beforeClaim.accept(timeout);
		called("claim", keys);
		this.owners.add(owner);
		return this.memory.claim(keys, owner, lease, timeout);
	}

	@Override
	public void renew(Collection<IdempotencyKey> keys, String owner, Duration lease, Duration timeout) {
		called("renew", keys);
		this.memory.renew(keys, owner, lease, timeout);
	}

	@Override
	public Set<IdempotencyKey> complete(Collection<IdempotencyKey> keys, String owner, Duration timeout) {
		called("complete", keys);
		return this.memory.complete(keys, owner, timeout);
	}

	@Override
	public void release(Collection<IdempotencyKey> keys, String owner, Duration timeout) {
		called("release", keys);
		this.memory.release(keys, owner, timeout);
	}

	long count(String operation) {
		return this.calls.stream().filter((call) -> call.startsWith(operation)).count();
	}

	private void called(String operation, Collection<IdempotencyKey> keys) {
		if (operation.equals(this.failing)) {
			this.failures.incrementAndGet();
			throw new IllegalStateException("The store is away");
		}
		this.calls.add(operation + " " + keys.size());
	}

}
