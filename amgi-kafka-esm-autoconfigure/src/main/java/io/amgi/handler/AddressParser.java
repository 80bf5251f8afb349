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

package io.amgi.handler;

import org.springframework.util.StringValueResolver;

import io.amgi.channel.AddressConstraints;
import io.amgi.channel.ChannelAddress;

/**
 * Parses addresses as annotations name them.
 *
 * @param placeholders resolves placeholders
 * @param constraints the constraints on addresses
 */
record AddressParser(StringValueResolver placeholders, AddressConstraints constraints) {

	/**
	 * Parses an address.
	 * @param address the address, possibly with placeholders
	 * @return the parsed address
	 * @throws IllegalArgumentException if a placeholder cannot be resolved or the address
	 * is invalid
	 */
	ChannelAddress parse(String address) {
		String resolved = this.placeholders.resolveStringValue(address);
		return ChannelAddress.parse((resolved != null) ? resolved : "", this.constraints);
	}

}
