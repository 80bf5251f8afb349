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
