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

import java.util.List;

import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on sent messages.
 *
 * @param <S> the type of the assertions
 * @param <A> the type of the actual value
 */
public abstract sealed class AbstractSendsAssert<S extends AbstractSendsAssert<S, A>, A> extends AbstractAssert<S, A>
		permits RecordResultAssert, BatchResultAssert {

	AbstractSendsAssert(A actual, Class<S> type) {
		super(actual, type);
	}

	abstract List<SentMessage> sent();

	abstract List<SentMessage> deadLetters();

	/**
	 * Verifies that a message was sent to an address, and continues with it.
	 * @param address the address
	 * @return assertions on the messages that were sent there
	 */
	public SentMessagesAssert<S> hasSent(String address) {
		return assertMessages(sent(), address, "have sent a message to '%s' but it has sent %s");
	}

	/**
	 * Verifies that a record was published to a dead letter topic, and continues with the
	 * dead letter.
	 * @param topic the topic, usually that of the record with the suffix {@code -dlt}
	 * @return assertions on the dead letters in this topic
	 */
	public SentMessagesAssert<S> hasDeadLettered(String topic) {
		return assertMessages(deadLetters(), topic, "have a dead letter in '%s' but it has %s");
	}

	private SentMessagesAssert<S> assertMessages(List<SentMessage> messages, String address, String expectation) {
		List<SentMessage> there = to(address, messages);
		if (there.isEmpty()) {
			throw failure("Expecting %s%nto %s", this.actual,
					expectation.formatted(address, (messages.isEmpty()) ? "nothing" : messages));
		}
		return new SentMessagesAssert<>(there, this.myself);
	}

	/**
	 * Verifies that no message was sent.
	 * @return these assertions
	 */
	public S hasSentNothing() {
		return assertNothing(sent(), "have sent nothing");
	}

	/**
	 * Verifies that no message was sent to an address.
	 * @param address the address
	 * @return these assertions
	 */
	public S hasSentNothingTo(String address) {
		return assertNothing(to(address, sent()), "have sent nothing to '%s'".formatted(address));
	}

	private S assertNothing(List<SentMessage> messages, String expectation) {
		if (!messages.isEmpty()) {
			throw failure("Expecting %s%nto %s but it has sent %s", this.actual, expectation, messages);
		}
		return this.myself;
	}

	private static List<SentMessage> to(String address, List<SentMessage> messages) {
		return messages.stream().filter((message) -> message.address().equals(address)).toList();
	}

}
