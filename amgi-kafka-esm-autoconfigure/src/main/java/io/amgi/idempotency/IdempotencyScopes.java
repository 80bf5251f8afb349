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

import java.util.concurrent.ThreadLocalRandom;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.amgi.handler.ChannelCall;

/**
 * Gives each message scope its claims with its first idempotent call, and ends them with
 * the scope.
 */
final class IdempotencyScopes {

	private static final Log logger = LogFactory.getLog(IdempotencyScopes.class);

	private static final String STATE = "amgi.idempotency";

	// A purge for each thousand keys on average, of up to twice as many.
	private static final int PURGE_INTERVAL = 1000;

	private static final int PURGE_LIMIT = 2000;

	private final ClaimOwners owners = new ClaimOwners();

	private final ClaimRenewal renewal = new ClaimRenewal();

	private final IdempotencyOptions options;

	private final ClaimClock clock;

	/**
	 * Creates the scopes.
	 * @param options options for idempotent methods
	 * @param clock measures how long records wait for keys
	 */
	IdempotencyScopes(IdempotencyOptions options, ClaimClock clock) {
		this.options = options;
		this.clock = clock;
	}

	/**
	 * Returns the claims that the scope of a call has in a store.
	 * @param call the call
	 * @param store the store
	 * @return the claims
	 */
	ScopeClaims claims(ChannelCall call, IdempotencyStore store) {
		IdempotencyScope scope = (IdempotencyScope) call.scope().state().computeIfAbsent(STATE, (name) -> open(call));
		return scope.claims(store);
	}

	private IdempotencyScope open(ChannelCall call) {
		TimeLeft timeLeft = TimeLeft.of(call.scope());
		IdempotencyScope scope = new IdempotencyScope((store) -> claims(store, timeLeft));
		call.onScopeEnd(() -> scope.all().forEach(this::end));
		return scope;
	}

	private ScopeClaims claims(IdempotencyStore store, TimeLeft timeLeft) {
		ScopeClaims claims = new ScopeClaims(store, this.owners, this.options.lease(), timeLeft, this.clock);
		this.renewal.start(claims);
		return claims;
	}

	// Claims that cannot be released lapse, and this JVM can take them over immediately.
	private void end(ScopeClaims claims) {
		try {
			claims.end();
			if (ThreadLocalRandom.current().nextInt(PURGE_INTERVAL) < claims.claimCount()) {
				claims.store().purge(PURGE_LIMIT, claims.timeLeft().forCall());
			}
		}
		catch (RuntimeException ex) {
			logger.warn("Couldn't release claims of records that were not attempted", ex);
		}
	}

	void shutdown() {
		this.renewal.shutdown();
	}

}
