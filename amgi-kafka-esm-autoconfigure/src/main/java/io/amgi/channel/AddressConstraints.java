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

/**
 * The constraints of a messaging protocol on the addresses of channels. None by default.
 */
public interface AddressConstraints {

	/**
	 * Checks the text of an address before, between or behind its parameters.
	 * @param literal the text, possibly empty
	 * @param address the address, for messages
	 * @throws IllegalArgumentException if no message's address has such a text
	 */
	default void checkLiteral(String literal, String address) {
	}

	/**
	 * Checks the length of the shortest address that a message may have.
	 * @param length the length in characters
	 * @param address the address, for messages
	 * @throws IllegalArgumentException if no message's address is that long
	 */
	default void checkLength(int length, String address) {
	}

}
