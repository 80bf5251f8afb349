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

import org.jspecify.annotations.Nullable;

import io.amgi.handler.Interception;
import io.amgi.protocol.NotCompletedException;

/**
 * A call of an idempotent method.
 */
abstract class IdempotentCall implements Interception {

	/**
	 * The reason of records whose keys were held for longer than they could wait.
	 */
	static final NotCompletedException HELD = new NotCompletedException(
			"Not attempted: another delivery of the record is being handled");

	private final ScopeClaims claims;

	IdempotentCall(ScopeClaims claims) {
		this.claims = claims;
	}

	final ScopeClaims claims() {
		return this.claims;
	}

	/**
	 * Opens the call, before arguments are resolved.
	 */
	abstract void open();

	/**
	 * Returns the key of a message that is claimed, and so to be completed or released.
	 * @param index the message's index
	 * @return the key, or {@code null} if the message was handled without a claim, or is
	 * completed already
	 */
	abstract @Nullable IdempotencyKey claimed(int index);

}
