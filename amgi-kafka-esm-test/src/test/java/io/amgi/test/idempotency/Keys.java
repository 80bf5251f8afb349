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
