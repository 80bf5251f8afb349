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

import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.amgi.channel.ChannelRouter.Match;
import io.amgi.channel.ChannelRouter.Route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ChannelRouterTests {

	@Test
	void literalWinsOverTemplate() {
		ChannelRouter<String> router = router("orders.{region}", "orders.eu");
		assertThat(router.resolve("orders.eu")).extracting(this::channel).isEqualTo("orders.eu");
		assertThat(router.resolve("orders.us")).extracting(this::channel).isEqualTo("orders.{region}");
	}

	@Test
	void templateWithMoreLiteralCharactersWins() {
		ChannelRouter<String> router = router("{any}", "orders.{region}", "orders.{region}.dlt");
		assertThat(router.resolve("orders.eu.dlt")).extracting(this::channel).isEqualTo("orders.{region}.dlt");
		assertThat(router.resolve("orders.eu")).extracting(this::channel).isEqualTo("orders.{region}");
		assertThat(router.resolve("payments")).extracting(this::channel).isEqualTo("{any}");
	}

	@Test
	void matchHasTheParameters() {
		assertThat(router("orders.{region}").resolve("orders.eu")).extracting(Match::parameters)
			.isEqualTo(Map.of("region", "eu"));
	}

	@Test
	void unknownAddressHasNoChannel() {
		assertThat(router("orders", "orders.{region}").resolve("payments")).isNull();
	}

	@Test
	void literalAddressesAreNamedBeforeTemplates() {
		assertThat(router("{any}", "returns", "orders.{region}", "orders").getAddresses()).extracting(Object::toString)
			.containsExactly("orders", "returns", "orders.{region}", "{any}");
	}

	@Test
	void sameLiteralTwiceConflicts() {
		assertThatExceptionOfType(ConflictingChannelsException.class).isThrownBy(() -> router("orders", "orders"));
	}

	@Test
	void equallyGoodTemplatesConflict() {
		assertThatExceptionOfType(ConflictingChannelsException.class)
			.isThrownBy(() -> router("orders.{region}", "orders.{tenant}"))
			.withMessage(
					"Channel 'orders.{region}' of orders.{region} conflicts with channel 'orders.{tenant}' of orders.{tenant}");
	}

	private String channel(Match<String> match) {
		return match.route().channel();
	}

	private static ChannelRouter<String> router(String... addresses) {
		return new ChannelRouter<>(
				Stream.of(addresses).map((address) -> new Route<>(parse(address), address)).toList());
	}

	private static ChannelAddress parse(String address) {
		return ChannelAddress.parse(address, new AddressConstraints() {
		});
	}

}
