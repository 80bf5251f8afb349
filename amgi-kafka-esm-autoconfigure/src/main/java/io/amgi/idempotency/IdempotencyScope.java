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

import java.util.AbstractMap;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.amgi.protocol.MessageScope;

/**
 * The claims of a message scope, one set for each store. It goes with the scope as an
 * extension.
 */
final class IdempotencyScope {

	private static final String EXTENSION = "amgi.idempotency";

	private final MessageScope scope;

	private final ClaimsFactory factory;

	private final Map<IdempotencyStore, ScopeClaims> claims = new IdentityHashMap<>(1);

	IdempotencyScope(MessageScope scope, ClaimsFactory factory) {
		this.scope = new MessageScope(scope.amgi(), scope.address(), scope.state(),
				new Extensions(scope.extensions(), Map.of("scope", this)));
		this.factory = factory;
	}

	/**
	 * Returns the idempotency scope that goes with a message scope.
	 * @param scope the message scope
	 * @return its claims
	 */
	static IdempotencyScope of(MessageScope scope) {
		Object found = scope.extensions().getOrDefault(EXTENSION, Map.of()).get("scope");
		Assert.state(found instanceof IdempotencyScope, "A middleware has taken the extensions away from the scope");
		return (IdempotencyScope) found;
	}

	MessageScope scope() {
		return this.scope;
	}

	/**
	 * Returns the claims in a store. Only the scope's own thread asks.
	 * @param store the store
	 * @return the claims
	 */
	ScopeClaims claims(IdempotencyStore store) {
		return this.claims.computeIfAbsent(store, (same) -> this.factory.create(store, TimeLeft.of(this.scope)));
	}

	Collection<ScopeClaims> all() {
		return List.copyOf(this.claims.values());
	}

	/**
	 * Creates claims.
	 */
	@FunctionalInterface
	interface ClaimsFactory {

		ScopeClaims create(IdempotencyStore store, TimeLeft timeLeft);

	}

	/**
	 * The server's extensions, which are made when they are asked for, and one more.
	 */
	private static final class Extensions extends AbstractMap<String, Map<String, Object>> {

		private final Map<String, Map<String, Object>> server;

		private final Map<String, Object> own;

		Extensions(Map<String, Map<String, Object>> server, Map<String, Object> own) {
			this.server = server;
			this.own = own;
		}

		@Override
		public @Nullable Map<String, Object> get(Object key) {
			return EXTENSION.equals(key) ? this.own : this.server.get(key);
		}

		@Override
		public boolean containsKey(Object key) {
			return EXTENSION.equals(key) || this.server.containsKey(key);
		}

		@Override
		public Set<Entry<String, Map<String, Object>>> entrySet() {
			Map<String, Map<String, Object>> all = new HashMap<>(this.server);
			all.put(EXTENSION, this.own);
			return Map.copyOf(all).entrySet();
		}

	}

}
