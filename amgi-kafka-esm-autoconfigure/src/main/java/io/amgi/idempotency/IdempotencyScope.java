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

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The claims of a message scope, one set for each store. It is kept in the scope's state,
 * and belongs to the scope's own thread.
 */
final class IdempotencyScope {

	private final Map<IdempotencyStore, ScopeClaims> claims = new IdentityHashMap<>(1);

	private final Function<IdempotencyStore, ScopeClaims> factory;

	/**
	 * Creates a scope without claims.
	 * @param factory creates the claims in a store
	 */
	IdempotencyScope(Function<IdempotencyStore, ScopeClaims> factory) {
		this.factory = factory;
	}

	/**
	 * Returns the claims in a store.
	 * @param store the store
	 * @return the claims
	 */
	ScopeClaims claims(IdempotencyStore store) {
		return this.claims.computeIfAbsent(store, this.factory);
	}

	Iterable<ScopeClaims> all() {
		return this.claims.values();
	}

}
