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

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.amgi.handler.ChannelCall;
import io.amgi.handler.DecisionInterceptor.Decision;
import io.amgi.handler.Interception;

/**
 * Calls of idempotent methods, from their claims to their decisions.
 */
final class IdempotentCalls {

	private final IdempotencyScopes scopes;

	private final IdempotencyFailures failures;

	private final Duplicates duplicates;

	IdempotentCalls(IdempotencyOptions options, List<DuplicateListener> listeners, ClaimClock clock) {
		this.scopes = new IdempotencyScopes(options, clock);
		this.failures = new IdempotencyFailures(options.onStoreFailure());
		this.duplicates = new Duplicates(listeners);
	}

	/**
	 * Opens a call.
	 * @param call the call
	 * @param method the method that it calls
	 * @return the interception of the call
	 */
	Interception open(ChannelCall call, IdempotentMethod method) {
		IdempotentCall opened = create(call, method);
		opened.open();
		return opened;
	}

	private IdempotentCall create(ChannelCall call, IdempotentMethod method) {
		ScopeClaims claims = this.scopes.claims(call, method.store());
		StoreTransaction transaction = method.transaction();
		if (transaction == null) {
			return new ClaimedCall(call, method, claims, this.failures, this.duplicates);
		}
		return call.channel().isBatch()
				? new TransactionalBatchCall(call, method, claims, transaction, this.failures, this.duplicates)
				: new TransactionalCall(call, method, claims, transaction, this.duplicates);
	}

	/**
	 * Completes or releases the claims of calls whose decisions are known.
	 * @param settled the decisions
	 */
	void deciding(List<Decision> settled) {
		Map<ScopeClaims, List<Decision>> byScope = new IdentityHashMap<>(2);
		for (Decision decision : settled) {
			if (key(decision) != null) {
				byScope.computeIfAbsent(call(decision).claims(), (claims) -> new ArrayList<>()).add(decision);
			}
		}
		byScope.forEach(this::decide);
	}

	private void decide(ScopeClaims claims, List<Decision> decisions) {
		List<Decision> acks = decisions.stream().filter(Decision::isAck).toList();
		List<Decision> nacks = decisions.stream().filter((decision) -> !decision.isAck()).toList();
		if (!acks.isEmpty()) {
			complete(claims, acks);
		}
		if (!nacks.isEmpty()) {
			release(claims, nacks);
		}
	}

	private void complete(ScopeClaims claims, List<Decision> acks) {
		try {
			Set<IdempotencyKey> lost = claims.complete(keys(acks));
			acks.stream()
				.filter((ack) -> lost.contains(key(ack)))
				.forEach((ack) -> ack.nack(IdempotencyFailures.takenOver()));
		}
		catch (RuntimeException ex) {
			claims.forget(keys(acks));
			if (!this.failures.handlesWithoutClaim(ex)) {
				acks.forEach((ack) -> ack.nack(IdempotencyFailures.notCompleted(ex)));
			}
		}
	}

	// Claims that cannot be released lapse.
	private void release(ScopeClaims claims, List<Decision> nacks) {
		try {
			claims.release(keys(nacks));
		}
		catch (RuntimeException ex) {
			this.failures.log(ex);
		}
	}

	private static List<IdempotencyKey> keys(List<Decision> decisions) {
		return decisions.stream().map((decision) -> Objects.requireNonNull(key(decision))).toList();
	}

	private static @Nullable IdempotencyKey key(Decision decision) {
		return call(decision).claimed(decision.index());
	}

	private static IdempotentCall call(Decision decision) {
		return (IdempotentCall) decision.interception();
	}

	void shutdown() {
		this.scopes.shutdown();
	}

}
