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
import java.util.Objects;
import java.util.OptionalInt;

import org.jspecify.annotations.Nullable;

import io.amgi.internal.Throwables;
import io.amgi.protocol.NotCompletedException;

/**
 * Decides on a batch whose handler has failed: at one message, or altogether.
 *
 * @param configurers what knows other exceptions that name a message
 */
record BatchFailures(List<AmgiChannelConfigurer> configurers) {

	void decide(Throwable failure, List<ChannelMessage> messages, BatchDecisions decisions) {
		BatchRecordException located = locate(failure, messages);
		if (located != null && located.getIndex() >= 0 && located.getIndex() < messages.size()) {
			decisions.failAt(located.getIndex(),
					(failure instanceof NotCompletedException) ? failure : causeOf(located));
		}
		else {
			decisions.nackRest(failure);
		}
	}

	/**
	 * Acknowledges the messages before the one that a handler has failed at, if it names
	 * one.
	 * @param failure the failure
	 * @param messages the messages of the call
	 * @param decisions the decisions
	 */
	void decideBefore(Throwable failure, List<ChannelMessage> messages, BatchDecisions decisions) {
		BatchRecordException located = locate(failure, messages);
		if (located != null && located.getIndex() > 0 && located.getIndex() < messages.size()) {
			decisions.ackBefore(located.getIndex());
		}
	}

	// Proxies and converters wrap exceptions.
	private @Nullable BatchRecordException locate(Throwable failure, List<ChannelMessage> messages) {
		return Throwables.chain(failure)
			.stream()
			.map((cause) -> locateExactly(cause, messages))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private @Nullable BatchRecordException locateExactly(Throwable failure, List<ChannelMessage> messages) {
		if (failure instanceof BatchRecordException located) {
			return located;
		}
		OptionalInt index = this.configurers.stream()
			.map((configurer) -> configurer.findFailedMessage(failure, messages))
			.filter(OptionalInt::isPresent)
			.findFirst()
			.orElse(OptionalInt.empty());
		return index.isPresent() ? new BatchRecordException(index.getAsInt(), causeOf(failure)) : null;
	}

	private static Throwable causeOf(Throwable failure) {
		return Objects.requireNonNullElse(Throwables.causeOf(failure), failure);
	}

}
