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

package io.amgi.server;

import org.jspecify.annotations.Nullable;

import io.amgi.internal.LogText;
import io.amgi.internal.Throwables;
import io.amgi.protocol.NotCompletedException;

/**
 * A record that was not acknowledged.
 *
 * @param record the record, the same instance that the server was given
 * @param message the reason
 * @param cause the failure that policies distinguish nacks by, or {@code null}
 */
public record RecordNack(InboundRecord record, String message, @Nullable Throwable cause) {

	private static final int MAX_MESSAGE_LENGTH = 1024;

	/**
	 * Returns the record's topic.
	 * @return the topic, or {@code null} if the record lacks it
	 */
	public @Nullable String topic() {
		return this.record.topic();
	}

	/**
	 * Returns the record's partition.
	 * @return the partition, or {@code null} if the record lacks it
	 */
	public @Nullable Integer partition() {
		return this.record.partition();
	}

	/**
	 * Returns the record's offset.
	 * @return the offset
	 */
	public long offset() {
		return this.record.offset();
	}

	/**
	 * Describes the nack in one line, in which control characters are escaped.
	 */
	@Override
	public String toString() {
		return "Failed to process record topic=%s, partition=%s, offset=%d, message=%s"
			.formatted((topic() != null) ? LogText.of(topic()) : null, partition(), offset(), LogText.of(this.message));
	}

	/**
	 * Returns whether the record was not completed, so that there is no decision on it.
	 * @return whether it was not
	 */
	public boolean isUndecided() {
		return Throwables.contain(this.cause, NotCompletedException.class::isInstance);
	}

	/**
	 * Returns whether the record was not attempted because another one had failed.
	 * @return whether it was not
	 */
	public boolean isStopped() {
		return this.cause instanceof StoppedException;
	}

	static RecordNack of(InboundRecord record, String message, @Nullable Throwable cause) {
		return new RecordNack(record, cut(message), cause);
	}

	private static String cut(String message) {
		return (message.length() > MAX_MESSAGE_LENGTH) ? message.substring(0, MAX_MESSAGE_LENGTH) : message;
	}

}
