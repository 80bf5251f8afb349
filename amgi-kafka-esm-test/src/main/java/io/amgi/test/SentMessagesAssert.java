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

package io.amgi.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.assertj.core.api.AbstractAssert;
import tools.jackson.core.JacksonException;

/**
 * Assertions on messages that were sent to one address. Each assertion narrows the
 * messages down and fails if none is left. Together, they verify that some message meets
 * all of them.
 *
 * @param <O> the type of the assertions that these come from
 */
public final class SentMessagesAssert<O> extends AbstractAssert<SentMessagesAssert<O>, List<SentMessage>> {

	private final O origin;

	SentMessagesAssert(List<SentMessage> actual, O origin) {
		super(actual, SentMessagesAssert.class);
		this.origin = origin;
	}

	/**
	 * Verifies the key.
	 * @param key bytes, a string, or an object that is read from JSON
	 * @return assertions on the messages with this key
	 */
	public SentMessagesAssert<O> withKey(Object key) {
		return with("key " + key, (message) -> Objects.deepEquals(message.key(key.getClass()), key));
	}

	/**
	 * Verifies that there is no key.
	 * @return assertions on the messages without key
	 */
	public SentMessagesAssert<O> withoutKey() {
		return with("no key", (message) -> message.key() == null);
	}

	/**
	 * Verifies the payload.
	 * @param payload bytes, a string, or an object that is read from JSON and compared by
	 * {@code equals}
	 * @return assertions on the messages with this payload
	 */
	public SentMessagesAssert<O> withPayload(Object payload) {
		return with("payload " + payload,
				(message) -> Objects.deepEquals(message.payload(payload.getClass()), payload));
	}

	/**
	 * Verifies the payload.
	 * @param type {@code byte[]}, {@link String}, or a type that is read from JSON
	 * @param requirements assertions on the payload
	 * @param <T> the type of the payload
	 * @return assertions on the messages with such a payload
	 */
	public <T> SentMessagesAssert<O> withPayload(Class<T> type, Consumer<T> requirements) {
		return with("a payload that meets the requirements", (message) -> {
			T payload = message.payload(type);
			if (payload != null) {
				requirements.accept(payload);
			}
			return payload != null;
		});
	}

	/**
	 * Verifies that there is no payload, which in Kafka makes a tombstone.
	 * @return assertions on the messages without payload
	 */
	public SentMessagesAssert<O> withoutPayload() {
		return with("no payload", (message) -> message.payload() == null);
	}

	/**
	 * Verifies a header.
	 * @param name the name
	 * @param value the value as text
	 * @return assertions on the messages with this header
	 */
	public SentMessagesAssert<O> withHeader(String name, String value) {
		return with("header %s=%s".formatted(name, value), (message) -> message.headers(name).contains(value));
	}

	/**
	 * Verifies the partition that the sender has chosen.
	 * @param partition the partition
	 * @return assertions on the messages to this partition
	 */
	public SentMessagesAssert<O> withPartition(int partition) {
		return with("partition " + partition, (message) -> Objects.equals(message.partition(), partition));
	}

	/**
	 * Verifies the number of messages that meet the assertions so far.
	 * @param count the number
	 * @return these assertions
	 */
	public SentMessagesAssert<O> times(int count) {
		if (this.actual.size() != count) {
			throw failure("Expecting %d messages but there are %d:%n  %s", count, this.actual.size(), this.actual);
		}
		return this;
	}

	/**
	 * Continues with the assertions that these come from.
	 * @return the assertions that these come from
	 */
	public O and() {
		return this.origin;
	}

	private SentMessagesAssert<O> with(String what, Predicate<SentMessage> condition) {
		List<Throwable> reasons = new ArrayList<>();
		List<SentMessage> remaining = this.actual.stream()
			.filter((message) -> fulfils(message, condition, reasons))
			.toList();
		if (remaining.isEmpty()) {
			throw explained(failure("Expecting one of%n  %s%nto have %s", this.actual, what), reasons);
		}
		return new SentMessagesAssert<>(remaining, this.origin);
	}

	// A message that cannot be read as the expected type is a different message.
	private static boolean fulfils(SentMessage message, Predicate<SentMessage> condition, List<Throwable> reasons) {
		try {
			return condition.test(message);
		}
		catch (AssertionError | JacksonException ex) {
			reasons.add(ex);
			return false;
		}
	}

	private static AssertionError explained(AssertionError failure, List<Throwable> reasons) {
		reasons.forEach(failure::addSuppressed);
		return failure;
	}

}
