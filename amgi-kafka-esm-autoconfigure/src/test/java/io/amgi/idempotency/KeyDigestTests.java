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

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class KeyDigestTests {

	@Test
	void keyIsWhatStoresHaveKept() {
		assertThat(new KeyDigest().text("orders").value(List.of("A-1", 2)).toKey())
			.hasToString("92a892aa04fbd5b39476eab2c6e9c3e2dc45a6f5eadddba0c51d9f07f92ea86d");
	}

	@Test
	void partsAreToldApart() {
		assertThat(new KeyDigest().text("ab").text("c").toKey())
			.isNotEqualTo(new KeyDigest().text("a").text("bc").toKey());
		assertThat(key(List.of("ab", "c"))).isNotEqualTo(key(List.of("a", "bc")));
		assertThat(key(List.of(List.of("a"), "b"))).isNotEqualTo(key(List.of("a", List.of("b"))));
	}

	@Test
	void bytesAreNotText() {
		assertThat(key("a".getBytes())).isNotEqualTo(key("a"));
	}

	@Test
	void numbersCountByTheirValue() {
		assertThat(List.of(key(100), key(100L), key((short) 100), key(BigInteger.valueOf(100)), key(100.0), key(100f),
				key(new BigDecimal("100.00")), key(new BigDecimal("1E2"))))
			.containsOnly(key(100));
		assertThat(key(10)).isNotEqualTo(key(100));
		assertThat(key(1)).isNotEqualTo(key("1"));
	}

	@Test
	void numberWithHugeExponentIsNotWrittenOut() {
		assertThat(key(new BigDecimal("1E2000000000"))).isNotEqualTo(key(new BigDecimal("1E1999999999")));
	}

	@Test
	void uuidsAndConstantsCountAsTheirText() {
		UUID uuid = UUID.randomUUID();
		assertThat(key(uuid)).isEqualTo(key(uuid.toString()));
		assertThat(key(TimeUnit.DAYS)).isEqualTo(key("DAYS"));
	}

	@Test
	void fiveMegabytesAreAKeyLikeAnyOther() {
		assertThat(key("x".repeat(5_000_000)).toBytes()).hasSize(IdempotencyKey.LENGTH);
	}

	@ParameterizedTest
	@MethodSource
	void othersCannotBeKeys(@Nullable Object value) {
		assertThatExceptionOfType(InvalidKeyException.class).isThrownBy(() -> key(value))
			.withMessageNotContaining("secret");
	}

	static List<@Nullable Object> othersCannotBeKeys() {
		List<@Nullable Object> list = new ArrayList<>(Arrays.asList("a", null));
		return Arrays.asList(null, List.of(), list, Map.of("secret", "secret"), new Object(), Double.NaN,
				Float.POSITIVE_INFINITY, new int[] { 1 }, nested(20), true);
	}

	private static List<?> nested(int depth) {
		return (depth == 0) ? List.of("secret") : List.of(nested(depth - 1));
	}

	private static IdempotencyKey key(@Nullable Object value) {
		return new KeyDigest().value(value).toKey();
	}

}
