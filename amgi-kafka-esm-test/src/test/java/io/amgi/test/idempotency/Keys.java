package io.amgi.test.idempotency;

import java.security.SecureRandom;

import io.amgi.idempotency.IdempotencyKey;

/**
 * Keys for tests.
 */
final class Keys {

	private static final SecureRandom RANDOM = new SecureRandom();

	private Keys() {
	}

	static IdempotencyKey random() {
		byte[] bytes = new byte[IdempotencyKey.LENGTH];
		RANDOM.nextBytes(bytes);
		return IdempotencyKey.of(bytes);
	}

}
