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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Finds the channel that a message's address belongs to: a literal address wins over a
 * template, and of templates the one with more literal characters.
 *
 * @param <C> what handles a channel's messages
 */
public final class ChannelRouter<C> {

	private final Map<String, Route<C>> literals = new HashMap<>();

	private final List<Route<C>> templates = new ArrayList<>();

	/**
	 * Creates a router.
	 * @param routes the routes
	 * @throws ConflictingChannelsException if two routes match the same address and none
	 * of them wins
	 */
	public ChannelRouter(List<Route<C>> routes) {
		routes.forEach(this::add);
		this.templates.sort(Comparator.comparing((route) -> -route.address().literalLength()));
	}

	private void add(Route<C> route) {
		if (route.address().isLiteral()) {
			Route<C> other = this.literals.putIfAbsent(route.address().toString(), route);
			if (other != null) {
				throw new ConflictingChannelsException(other, route);
			}
			return;
		}
		for (Route<C> other : this.templates) {
			if (other.address().conflictsWith(route.address())) {
				throw new ConflictingChannelsException(other, route);
			}
		}
		this.templates.add(route);
	}

	/**
	 * Returns the addresses of all routes.
	 * @return the addresses, the literal ones first
	 */
	public List<ChannelAddress> getAddresses() {
		return Stream
			.concat(this.literals.values().stream().sorted(Comparator.comparing((route) -> route.address().toString())),
					this.templates.stream())
			.map(Route::address)
			.toList();
	}

	/**
	 * Returns what handles the channels' messages.
	 * @return the channels, one of several addresses as often
	 */
	public Stream<C> getChannels() {
		return Stream.concat(this.literals.values().stream(), this.templates.stream()).map(Route::channel);
	}

	/**
	 * Resolves a message's address.
	 * @param address the address
	 * @return where the message belongs, or {@code null} if there is no channel for it
	 */
	public @Nullable Match<C> resolve(String address) {
		Route<C> literal = this.literals.get(address);
		if (literal != null) {
			return new Match<>(literal, Map.of());
		}
		for (Route<C> template : this.templates) {
			Map<String, String> parameters = template.address().match(address);
			if (parameters != null) {
				return new Match<>(template, parameters);
			}
		}
		return null;
	}

	/**
	 * A channel's address and what handles its messages.
	 *
	 * @param <C> what handles a channel's messages
	 * @param address the address
	 * @param channel what handles the messages
	 */
	public record Route<C>(ChannelAddress address, C channel) {

	}

	/**
	 * A route that matches a message's address.
	 *
	 * @param <C> what handles a channel's messages
	 * @param route the route
	 * @param parameters the values of the address's parameters
	 */
	public record Match<C>(Route<C> route, Map<String, String> parameters) {

	}

}
