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
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.amgi.handler.ChannelCall;
import io.amgi.protocol.MessageReceiveEvent;
import io.amgi.protocol.NotCompletedException;

/**
 * A call whose messages are claimed before the method is invoked, and completed or
 * released when they are decided on.
 */
class ClaimedCall extends IdempotentCall {

	private static final NotCompletedException REPEATED = new NotCompletedException(
			"Not attempted: another record of the batch has the same idempotency key");

	private final ChannelCall call;

	private final IdempotentMethod method;

	private final IdempotencyFailures failures;

	private final Duplicates duplicates;

	// By the messages' indexes; null without a claim.
	private final List<@Nullable IdempotencyKey> keys;

	private final Set<IdempotencyKey> own = new HashSet<>(2);

	ClaimedCall(ChannelCall call, IdempotentMethod method, ScopeClaims claims, IdempotencyFailures failures,
			Duplicates duplicates) {
		super(claims);
		this.call = call;
		this.method = method;
		this.failures = failures;
		this.duplicates = duplicates;
		this.keys = new ArrayList<>(Collections.nCopies(call.messages().size(), null));
	}

	@Override
	void open() {
		RecordKeys recordKeys = this.method.recordKeys();
		if (recordKeys != null) {
			List<IdempotencyKey> ahead = claims().isNew() ? recordKeys.ofAll(this.call.scope()) : List.of();
			for (int i = 0; i < this.keys.size(); i++) {
				if (this.call.isLeft(i)) {
					acquire(i, recordKeys.of(this.call.scope(), event(i)), ahead);
				}
			}
		}
	}

	@Override
	public void resolved(@Nullable Object[] arguments) {
		ExpressionKeys expressionKeys = this.method.expressionKeys();
		if (expressionKeys != null) {
			List<@Nullable IdempotencyKey> found = find(expressionKeys, arguments);
			List<IdempotencyKey> ahead = found.stream().filter(Objects::nonNull).map(Objects::requireNonNull).toList();
			for (int i = 0; i < this.keys.size(); i++) {
				IdempotencyKey key = found.get(i);
				if (key != null) {
					acquire(i, key, ahead);
				}
			}
		}
	}

	private List<@Nullable IdempotencyKey> find(ExpressionKeys expressionKeys, @Nullable Object[] arguments) {
		List<@Nullable IdempotencyKey> found = new ArrayList<>(this.keys.size());
		int element = 0;
		for (int i = 0; i < this.keys.size(); i++) {
			found.add(this.call.isLeft(i) ? key(expressionKeys, arguments, i, element++) : null);
		}
		return found;
	}

	private @Nullable IdempotencyKey key(ExpressionKeys expressionKeys, @Nullable Object[] arguments, int index,
			int element) {
		try {
			return expressionKeys.of(arguments, element);
		}
		catch (InvalidKeyException ex) {
			this.call.refuse(index, ex);
			return null;
		}
	}

	private void acquire(int index, IdempotencyKey key, List<IdempotencyKey> ahead) {
		if (!this.own.add(key)) {
			this.call.refuse(index, REPEATED);
			return;
		}
		try {
			take(index, key, claims().acquire(key, event(index).id(), ahead));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			this.call.refuse(index, HELD);
		}
		catch (RuntimeException ex) {
			if (!this.failures.handlesWithoutClaim(ex)) {
				this.call.refuse(index, IdempotencyFailures.notAttempted(ex));
			}
		}
	}

	private void take(int index, IdempotencyKey key, Claim.Status status) {
		switch (status) {
			case GRANTED -> this.keys.set(index, key);
			case COMPLETED -> {
				this.duplicates.add(this.call.messages().get(index));
				this.call.skip(index);
			}
			case HELD -> this.call.refuse(index, HELD);
		}
	}

	private MessageReceiveEvent event(int index) {
		return this.call.messages().get(index).getEvent();
	}

	@Override
	final @Nullable IdempotencyKey claimed(int index) {
		return this.keys.get(index);
	}

	/**
	 * Returns the keys of all messages that are claimed.
	 * @return the keys
	 */
	final List<IdempotencyKey> claimed() {
		return this.keys.stream().filter(Objects::nonNull).map(Objects::requireNonNull).toList();
	}

	/**
	 * Takes note that the claims have ended.
	 */
	final void end() {
		Collections.fill(this.keys, null);
	}

}
