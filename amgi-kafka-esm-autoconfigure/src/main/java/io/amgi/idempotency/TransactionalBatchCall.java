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

import java.util.List;
import java.util.Map;

import io.amgi.handler.BatchRecordException;
import io.amgi.handler.ChannelCall;

/**
 * A call for a batch whose effects and completion share a transaction. Its claims are
 * made before, so that duplicates are not in its list, and confirmed in the transaction.
 */
final class TransactionalBatchCall extends ClaimedCall {

	private final StoreTransaction transaction;

	TransactionalBatchCall(ChannelCall call, IdempotentMethod method, ScopeClaims claims, StoreTransaction transaction,
			IdempotencyFailures failures, Duplicates duplicates) {
		super(call, method, claims, failures, duplicates);
		this.transaction = transaction;
	}

	@Override
	public void invoke(Handling next) throws Exception {
		List<IdempotencyKey> keys = claimed();
		try {
			this.transaction.run(claims().timeLeft(), () -> handle(next, keys));
		}
		catch (Exception ex) {
			throw isPartial(ex) ? new RolledBackBatchException(ex) : ex;
		}
		claims().completed(keys, List.of());
		end();
	}

	private boolean handle(Handling next, List<IdempotencyKey> keys) throws Exception {
		Map<IdempotencyKey, Claim> claims = claims().claimInTransaction(keys);
		if (claims.values().stream().anyMatch((claim) -> claim.status() != Claim.Status.GRANTED)) {
			throw IdempotencyFailures.takenOver();
		}
		next.proceed();
		TransactionalCall.confirm(next);
		claims().completeInTransaction(keys);
		return true;
	}

	// The rollback includes the work for the messages before the failed one, so they must
	// not be acknowledged.
	private static boolean isPartial(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof BatchRecordException
					|| cause.getClass().getSimpleName().equals("BatchListenerFailedException")) {
				return true;
			}
		}
		return false;
	}

}
