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

package io.amgi.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ChannelAddressTests {

	@Test
	void literalMatchesItself() {
		assertThat(match("orders", "orders")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "orders, order", "orders, orderss", "orders, Orders", "orders.{region}, orders.",
			"orders.{region}, orders", "orders.{region}, payments.eu", "{a}.{b}, .b", "{a}.{b}, a.", "{a}{b}, a",
			"a{x}b{y}c, abbc", "a{x}a, aa", "{x}.dlt, .dlt", "orders.{a}.x.{b}, orders.1.y.2" })
	void otherAddressesDoNotMatch(String address, String other) {
		assertThat(match(address, other)).isNull();
	}

	@Test
	void parameterTakesTheRest() {
		assertThat(match("orders.{region}", "orders.eu.west")).isEqualTo(Map.of("region", "eu.west"));
	}

	@Test
	void parametersTakeAsLittleAsPossibleButForTheLast() {
		assertThat(match("orders.{region}.{tenant-id}", "orders.eu.acme.co"))
			.isEqualTo(Map.of("region", "eu", "tenant-id", "acme.co"));
		assertThat(match("{a}.{b}", ".x.y")).isEqualTo(Map.of("a", ".x", "b", "y"));
		assertThat(match("{a}{b}", "xyz")).isEqualTo(Map.of("a", "x", "b", "yz"));
		assertThat(match("a{x}b{y}c", "a1b2b3c")).isEqualTo(Map.of("x", "1", "y", "2b3"));
	}

	@Test
	void parametersAreNamedInTheirOrder() {
		assertThat(parse("orders.{region}.{tenant-id}").getParameters()).containsExactly("region", "tenant-id");
	}

	@ParameterizedTest
	@CsvSource({ "'', must not be empty", "orders.{region, '{'' without ''}'", "orders.region}, '}'' without ''{'",
			"orders.{}, Parameter without a name", "{a}.{a}, Parameter 'a' more than once",
			"{a{b}, Parameter without a name" })
	void malformedAddressIsRefused(String address, String problem) {
		assertThatIllegalArgumentException().isThrownBy(() -> parse(address))
			.withMessageContaining(problem.replace("''", "'"));
	}

	@Test
	void constraintsAreOnEachLiteralAndOnTheShortestMatch() {
		List<String> checks = new ArrayList<>();
		ChannelAddress.parse("orders.{region}.{tenant}", new AddressConstraints() {

			@Override
			public void checkLiteral(String literal, String address) {
				checks.add("'" + literal + "' in " + address);
			}

			@Override
			public void checkLength(int length, String address) {
				checks.add(length + " of " + address);
			}

		});
		assertThat(checks).containsExactly("'orders.' in orders.{region}.{tenant}", "'.' in orders.{region}.{tenant}",
				"'' in orders.{region}.{tenant}", "10 of orders.{region}.{tenant}");
	}

	@ParameterizedTest
	@CsvSource({ "orders.{a}, orders.{b}", "orders.{a}, {b}.orders", "a.{x}, {y}.b", "{a}{b}, {c}", "a{x}c, a{y}c",
			"{x}ab, ab{y}" })
	void templatesThatNoneOfWinsConflict(String address, String other) {
		assertThat(conflict(address, other)).isTrue();
		assertThat(conflict(other, address)).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "orders.{a}, payments.{b}", "orders.{a}, orders.eu", "orders.{a}, orders.eu.{b}", "a{x}, b{y}",
			"{x}a, {y}b", "ab{x}cd, ab{x}ce", "orders, orders.{a}" })
	void othersDoNotConflict(String address, String other) {
		assertThat(conflict(address, other)).isFalse();
		assertThat(conflict(other, address)).isFalse();
	}

	private static Map<String, String> match(String address, String other) {
		return parse(address).match(other);
	}

	private static ChannelAddress parse(String address) {
		return ChannelAddress.parse(address, new AddressConstraints() {
		});
	}

	private static boolean conflict(String address, String other) {
		return parse(address).conflictsWith(parse(other));
	}

}
