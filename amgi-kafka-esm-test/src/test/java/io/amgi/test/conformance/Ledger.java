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

package io.amgi.test.conformance;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.MessageAckEvent;
import io.amgi.protocol.MessageHeader;
import io.amgi.protocol.MessageReceiveEvent;
import io.amgi.protocol.MessageScope;

/**
 * Records that a driver has given to the application, and the application's decisions.
 */
final class Ledger {

	private static volatile Ledger current = new Ledger();

	/**
	 * The messages by their ids, which must be the same in each delivery.
	 */
	final Map<String, String> received = new TreeMap<>();

	/**
	 * The ids by partition in the order in which they were first acknowledged.
	 */
	final Map<String, Set<String>> acked = new TreeMap<>();

	private final Set<ByteBuffer> failed = Collections.synchronizedSet(new LinkedHashSet<>());

	static Ledger open() {
		current = new Ledger();
		return current;
	}

	static Ledger current() {
		return current;
	}

	void failOnce(byte[] payload) {
		if (this.failed.add(ByteBuffer.wrap(payload))) {
			throw new IllegalStateException("not yet");
		}
	}

	AmgiApplication observe(AmgiApplication application) {
		return (scope, receive, send) -> application.call(scope, () -> {
			var event = receive.receive();
			if (event instanceof MessageReceiveEvent message) {
				receive(((MessageScope) scope).address(), message);
			}
			return event;
		}, (event) -> {
			if (event instanceof MessageAckEvent ack) {
				ack(ack.id());
			}
			return send.send(event);
		});
	}

	private synchronized void receive(String address, MessageReceiveEvent message) {
		StringBuilder text = new StringBuilder(address + " " + hex(message.payload()));
		for (MessageHeader header : message.headers()) {
			text.append(" ").append(header.name()).append("=").append(hex(header.value()));
		}
		Map<String, Object> binding = new TreeMap<>();
		new HashMap<>(message.bindings().get("kafka")).forEach((name, value) -> binding.put(name,
				(value instanceof byte[] bytes) ? hex(bytes) : String.valueOf(value)));
		String received = text.append(" ").append(binding).toString();
		String before = this.received.putIfAbsent(message.id(), received);
		if (before != null && !before.equals(received)) {
			throw new IllegalStateException(message.id() + " came differently");
		}
	}

	private synchronized void ack(String id) {
		this.acked.computeIfAbsent(id.substring(0, id.lastIndexOf(':')), (partition) -> new LinkedHashSet<>()).add(id);
	}

	static String hex(byte @Nullable [] bytes) {
		return (bytes != null) ? HexFormat.of().formatHex(bytes) : Arrays.toString(bytes);
	}

}
