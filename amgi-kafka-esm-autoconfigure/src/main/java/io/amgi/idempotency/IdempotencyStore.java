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

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * Remembers which records were handled, and which are being handled. Every operation
 * takes many keys, needs one round trip for them, and either throws or applies to all of
 * them. Stores are used by several threads at once.
 * <p>
 * A key is free, claimed or completed. A claim lapses with its lease, from when on the
 * key counts as free; a completed key stays so for the retention that the store was
 * created with. Times are those of the store, not of the caller's clock.
 * <p>
 * A call that takes longer than its time-out, waiting for locks included, must fail. What
 * it then has done is unknown to the caller, who may repeat it: each operation has the
 * same result when its owner repeats it.
 */
public interface IdempotencyStore {

	/**
	 * Claims the keys that are free, and those that the owner has claimed before.
	 * @param keys the keys
	 * @param owner the claimant, not longer than 36 characters
	 * @param lease the time until the claims lapse
	 * @param timeout the time that the call may take
	 * @return the claim of each key
	 */
	Map<IdempotencyKey, Claim> claim(Collection<IdempotencyKey> keys, String owner, Duration lease, Duration timeout);

	/**
	 * Extends the leases of claims that the owner holds. Other keys are left alone.
	 * @param keys the keys
	 * @param owner the owner of the claims
	 * @param lease the time from now until the claims lapse
	 * @param timeout the time that the call may take
	 */
	void renew(Collection<IdempotencyKey> keys, String owner, Duration lease, Duration timeout);

	/**
	 * Completes keys whose last claimant the owner is, be their leases lapsed or not.
	 * @param keys the keys
	 * @param owner the owner of the claims
	 * @param timeout the time that the call may take
	 * @return the keys that were not completed, since another owner has taken them over
	 */
	Set<IdempotencyKey> complete(Collection<IdempotencyKey> keys, String owner, Duration timeout);

	/**
	 * Frees keys that the owner holds. Other keys, and completed ones, are left alone.
	 * @param keys the keys
	 * @param owner the owner of the claims
	 * @param timeout the time that the call may take
	 */
	void release(Collection<IdempotencyKey> keys, String owner, Duration timeout);

	/**
	 * Removes keys that have been free for an hour or more, since their retention has
	 * passed or their lease has lapsed. Called now and then, outside of transactions. By
	 * default, does nothing, for stores that do so by themselves.
	 * @param limit the maximum number of keys to remove
	 * @param timeout the time that the call may take
	 */
	default void purge(int limit, Duration timeout) {
	}

}
