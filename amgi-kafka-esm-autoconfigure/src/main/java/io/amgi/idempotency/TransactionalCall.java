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
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;

import org.jspecify.annotations.Nullable;

import io.amgi.handler.ChannelCall;

/**
 * A call for one message whose claim, effects and completion share a transaction. Others
 * that claim the key wait for its end.
 */
final class TransactionalCall extends IdempotentCall {

	private final ChannelCall call;

	private final IdempotentMethod method;

	private final StoreTransaction transaction;

	private final Duplicates duplicates;

	private @Nullable IdempotencyKey key;

	TransactionalCall(ChannelCall call, IdempotentMethod method, ScopeClaims claims, StoreTransaction transaction,
			Duplicates duplicates) {
		super(claims);
		this.call = call;
		this.method = method;
		this.transaction = transaction;
		this.duplicates = duplicates;
	}

	@Override
	void open() {
		RecordKeys keys = this.method.recordKeys();
		if (keys != null) {
			this.key = keys.of(this.call.scope(), this.call.messages().get(0).getEvent());
		}
	}

	@Override
	public void resolved(@Nullable Object[] arguments) {
		ExpressionKeys keys = this.method.expressionKeys();
		if (keys != null) {
			this.key = keys.of(arguments, 0);
		}
	}

	@Override
	public void invoke(Handling next) throws Exception {
		IdempotencyKey key = Objects.requireNonNull(this.key);
		HeldKey held = new HeldKey(claims(), key);
		Claim claim = handleOnce(next, key);
		while (claim.status() == Claim.Status.HELD) {
			if (!held.await(claim)) {
				throw HELD;
			}
			claim = handleOnce(next, key);
		}
		if (claim.status() == Claim.Status.COMPLETED) {
			this.duplicates.add(this.call.messages().get(0));
		}
	}

	private Claim handleOnce(Handling next, IdempotencyKey key) throws Exception {
		return this.transaction.run(claims().timeLeft(), () -> {
			Claim claim = Objects.requireNonNull(claims().claimInTransaction(Set.of(key)).get(key));
			if (claim.status() == Claim.Status.GRANTED) {
				next.proceed();
				confirm(next);
				claims().completeInTransaction(List.of(key));
			}
			return claim;
		});
	}

	/**
	 * Waits until what was sent is confirmed.
	 * @param handling the handling that has sent it
	 * @throws Exception the failure of a message
	 */
	static void confirm(Handling handling) throws Exception {
		try {
			handling.sends().get();
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof Exception cause) ? cause : ex;
		}
	}

	@Override
	@Nullable IdempotencyKey claimed(int index) {
		return null;
	}

}
