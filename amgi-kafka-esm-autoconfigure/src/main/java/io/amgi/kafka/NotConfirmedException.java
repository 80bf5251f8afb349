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

package io.amgi.kafka;

import org.jspecify.annotations.Nullable;

import io.amgi.protocol.NotCompletedException;

/**
 * Thrown if a message was not confirmed: either the producer never accepted it, or it is
 * unknown whether it has arrived. The record that sent it counts as not completed under
 * every policy, because its work may have been done while the message may be lost.
 */
public final class NotConfirmedException extends NotCompletedException {

	private static final long serialVersionUID = 1L;

	private final boolean sent;

	private final boolean timeout;

	private NotConfirmedException(String message, boolean sent, boolean timeout, @Nullable Throwable cause) {
		super(message, cause);
		this.sent = sent;
		this.timeout = timeout;
	}

	/**
	 * Creates an exception for a message that the producer has taken.
	 * @param topic the topic that the message was sent to
	 * @param timeout whether it was a time-out
	 * @param reason the reason, or {@code null} if it is not known
	 * @param cause the producer's exception, or {@code null} if there is none
	 * @return the exception
	 */
	static NotConfirmedException sent(String topic, boolean timeout, @Nullable String reason,
			@Nullable Throwable cause) {
		String outcome = timeout ? "not confirmed in time, may still arrive" : "not confirmed";
		return new NotConfirmedException(message(topic, outcome, reason), true, timeout, cause);
	}

	/**
	 * Creates an exception for a message that the producer has not taken.
	 * @param topic the topic that the message should have been sent to
	 * @param timeout whether it was a time-out
	 * @param reason the reason, or {@code null} if it is not known
	 * @param cause the producer's exception, or {@code null} if there is none
	 * @return the exception
	 */
	static NotConfirmedException notSent(String topic, boolean timeout, @Nullable String reason,
			@Nullable Throwable cause) {
		return new NotConfirmedException(message(topic, "not sent", reason), false, timeout, cause);
	}

	private static String message(String topic, String outcome, @Nullable String reason) {
		return "Message to '%s' %s%s".formatted(topic, outcome, (reason != null) ? ": " + reason : "");
	}

	/**
	 * Returns whether the producer has taken the message. If it has not, the message
	 * cannot arrive.
	 * @return whether the message may have arrived, or may still arrive
	 */
	public boolean isSent() {
		return this.sent;
	}

	/**
	 * Returns whether the broker has not answered in time.
	 * @return whether it was a time-out
	 */
	public boolean isTimeout() {
		return this.timeout;
	}

}
