package io.amgi.test.idempotency;

import java.time.Duration;

import io.amgi.idempotency.IdempotencyStore;
import io.amgi.idempotency.InMemoryIdempotencyStore;

class InMemoryIdempotencyStoreTests extends IdempotencyStoreContract {

	@Override
	protected IdempotencyStore createStore(Duration retention) {
		return new InMemoryIdempotencyStore(retention);
	}

}
