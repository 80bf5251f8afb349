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

import io.amgi.channel.ChannelRouter.Route;

/**
 * Two channels that some message's address belongs to equally.
 */
public class ConflictingChannelsException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient Route<?> first;

	private final transient Route<?> second;

	ConflictingChannelsException(Route<?> first, Route<?> second) {
		super("Channel '%s' of %s conflicts with channel '%s' of %s".formatted(first.address(), first.channel(),
				second.address(), second.channel()));
		this.first = first;
		this.second = second;
	}

	/**
	 * Returns the route that was there first.
	 * @return the first route
	 */
	public Route<?> getFirst() {
		return this.first;
	}

	/**
	 * Returns the route that came second.
	 * @return the second route
	 */
	public Route<?> getSecond() {
		return this.second;
	}

}
