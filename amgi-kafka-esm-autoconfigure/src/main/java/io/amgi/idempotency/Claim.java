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

import org.springframework.util.Assert;

/**
 * The result of claiming a key.
 *
 * @param status whether the key was granted
 * @param owner the owner of the claim: the claimant if it was granted, otherwise the
 * owner that holds the key or has completed it
 * @param remaining the time until another owner's lease lapses, as the store knows it;
 * zero unless the key is {@linkplain Status#HELD held}
 */
public record Claim(Status status, String owner, Duration remaining) {

	public Claim {
		Assert.isTrue(status == Status.HELD || remaining.isZero(), "Only a claim that is held has a remaining time");
	}

	/**
	 * Returns the claim of a key that is now the claimant's.
	 * @param owner the claimant
	 * @return the claim
	 */
	public static Claim granted(String owner) {
		return new Claim(Status.GRANTED, owner, Duration.ZERO);
	}

	/**
	 * Returns the claim of a key that was handled before.
	 * @param owner the owner that has completed it
	 * @return the claim
	 */
	public static Claim completed(String owner) {
		return new Claim(Status.COMPLETED, owner, Duration.ZERO);
	}

	/**
	 * Returns the claim of a key that another owner holds.
	 * @param owner the owner that holds it
	 * @param remaining the time until its lease lapses
	 * @return the claim
	 */
	public static Claim heldBy(String owner, Duration remaining) {
		return new Claim(Status.HELD, owner, remaining);
	}

	/**
	 * The status of a key.
	 */
	public enum Status {

		/**
		 * The claimant holds the key.
		 */
		GRANTED,

		/**
		 * The key was handled before.
		 */
		COMPLETED,

		/**
		 * Another owner holds the key.
		 */
		HELD

	}

}
