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

package io.amgi.test;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

import io.amgi.idempotency.Claim;
import io.amgi.idempotency.IdempotencyKey;
import io.amgi.idempotency.IdempotencyStore;
import io.amgi.idempotency.InMemoryIdempotencyStore;

/**
 * A store in memory that forgets everything between tests.
 */
final class TestIdempotencyStore implements IdempotencyStore {

	private final Duration retention;

	private volatile IdempotencyStore memory;

	TestIdempotencyStore(Duration retention) {
		this.retention = retention;
		this.memory = new InMemoryIdempotencyStore(retention);
	}

	void clear() {
		this.memory = new InMemoryIdempotencyStore(this.retention);
	}

	@Override
	public Map<IdempotencyKey, Claim> claim(Collection<IdempotencyKey> keys, String owner, Duration lease,
			Duration timeout) {
		return this.memory.claim(keys, owner, lease, timeout);
	}

	@Override
	public void renew(Collection<IdempotencyKey> keys, String owner, Duration lease, Duration timeout) {
		this.memory.renew(keys, owner, lease, timeout);
	}

	@Override
	public Set<IdempotencyKey> complete(Collection<IdempotencyKey> keys, String owner, Duration timeout) {
		return this.memory.complete(keys, owner, timeout);
	}

	@Override
	public void release(Collection<IdempotencyKey> keys, String owner, Duration timeout) {
		this.memory.release(keys, owner, timeout);
	}

}
