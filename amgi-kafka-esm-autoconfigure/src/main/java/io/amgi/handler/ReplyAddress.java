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

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.messaging.handler.HandlerMethod;
import org.springframework.messaging.handler.annotation.SendTo;

import io.amgi.channel.ChannelAddress;

/**
 * The one address that {@link SendTo @SendTo} on a channel method or its class names. It
 * may have parameters of the address that the message came in by.
 */
final class ReplyAddress {

	private final ChannelAddress address;

	private ReplyAddress(ChannelAddress address) {
		this.address = address;
	}

	/**
	 * Finds a method's reply address.
	 * @param method the method
	 * @param addresses parses its address
	 * @return the address, or {@code null} if none is named
	 * @throws InvalidChannelMethodException if it names none or several, or an invalid
	 * one
	 */
	static @Nullable ReplyAddress of(HandlerMethod method, AddressParser addresses) {
		SendTo sendTo = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), SendTo.class);
		if (sendTo == null) {
			sendTo = AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), SendTo.class);
		}
		return (sendTo != null) ? of(method, sendTo.value(), addresses) : null;
	}

	private static ReplyAddress of(HandlerMethod method, String[] texts, AddressParser addresses) {
		if (texts.length != 1) {
			throw new InvalidChannelMethodException(method, "has @SendTo with %d addresses".formatted(texts.length),
					"Name exactly one address. For several, return OutboundMessages.");
		}
		try {
			return new ReplyAddress(addresses.parse(texts[0]));
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidChannelMethodException(method, "has @SendTo with an invalid address: " + ex.getMessage(),
					"Correct the address.");
		}
	}

	/**
	 * Returns the parameters that an incoming address must have.
	 * @return the names of the parameters
	 */
	List<String> getParameters() {
		return this.address.getParameters();
	}

	ChannelAddress address() {
		return this.address;
	}

	String expand(Map<String, String> parameters) {
		return this.address.expand(parameters);
	}

	@Override
	public String toString() {
		return this.address.toString();
	}

}
