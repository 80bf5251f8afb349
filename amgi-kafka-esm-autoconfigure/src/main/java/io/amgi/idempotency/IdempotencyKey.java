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

import java.util.Arrays;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * The key of a record in an {@link IdempotencyStore}: a SHA-256 digest, so that a store
 * sees neither payloads nor their length. Keys are ordered by their bytes.
 */
public final class IdempotencyKey implements Comparable<IdempotencyKey> {

	/**
	 * The length of a key in bytes.
	 */
	public static final int LENGTH = 32;

	private final byte[] digest;

	private IdempotencyKey(byte[] digest) {
		this.digest = digest;
	}

	/**
	 * Creates a key from a digest.
	 * @param digest the digest
	 * @return the key
	 * @throws IllegalArgumentException if the digest does not have {@value #LENGTH} bytes
	 */
	public static IdempotencyKey of(byte[] digest) {
		Assert.isTrue(digest.length == LENGTH, "A key has 32 bytes");
		return new IdempotencyKey(digest.clone());
	}

	/**
	 * Returns the key's bytes.
	 * @return a copy
	 */
	public byte[] toBytes() {
		return this.digest.clone();
	}

	@Override
	public int compareTo(IdempotencyKey other) {
		return Arrays.compareUnsigned(this.digest, other.digest);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof IdempotencyKey that && Arrays.equals(this.digest, that.digest);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.digest);
	}

	/**
	 * Describes the key in hexadecimal digits.
	 */
	@Override
	public String toString() {
		return HexFormat.of().formatHex(this.digest);
	}

}
