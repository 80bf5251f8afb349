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

import io.amgi.channel.AddressConstraints;

/**
 * The messaging protocol behind channels: it constrains their addresses and has types of
 * its own, which are not read from payloads.
 */
public interface ChannelProtocol extends AddressConstraints {

	/**
	 * Returns whether a type belongs to the protocol's clients, so that a parameter of
	 * that type is the payload only if it is annotated as such.
	 * @param type the type of a parameter
	 * @return whether it is a client's
	 */
	boolean isClientType(Class<?> type);

	/**
	 * Returns whether a type stands for one message, so that the messages of a batch do
	 * not share it.
	 * @param type the type of a parameter
	 * @return whether it is a message's
	 */
	boolean isMessageType(Class<?> type);

	/**
	 * Returns whether a header is the same for all messages of a scope that is a
	 * topic-partition.
	 * @param name the header's name
	 * @return whether it is
	 */
	boolean isSharedHeader(String name);

}
