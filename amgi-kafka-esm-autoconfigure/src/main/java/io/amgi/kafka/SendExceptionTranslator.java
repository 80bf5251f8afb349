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

import java.util.List;
import java.util.concurrent.CompletionException;

import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedForMessageFormatException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;

import io.amgi.protocol.NonRetryableException;

/**
 * Distinguishes messages that Kafka refuses for good from those that may have arrived, or
 * that were not sent but could be at another time.
 */
final class SendExceptionTranslator {

	// Defects of the message itself. All else, credentials and rights and the producer's
	// state among it, is no fault of the record that sends.
	private static final List<Class<? extends Exception>> REFUSALS = List.of(IllegalArgumentException.class,
			InvalidRecordException.class, InvalidTimestampException.class, InvalidTopicException.class,
			NonRetryableException.class, PolicyViolationException.class, RecordBatchTooLargeException.class,
			RecordTooLargeException.class, SerializationException.class, UnsupportedForMessageFormatException.class);

	private SendExceptionTranslator() {
	}

	/**
	 * Translates the failure of a message that the producer has taken.
	 * @param topic where the message should go
	 * @param failure the failure, possibly wrapped
	 * @return the exception itself if the message is refused, otherwise a
	 * {@link NotConfirmedException}
	 */
	static Throwable of(String topic, Throwable failure) {
		Throwable cause = unwrap(failure);
		return isFinal(cause) ? cause
				: NotConfirmedException.sent(topic, cause instanceof TimeoutException, reason(cause), cause);
	}

	/**
	 * Translates the failure of a message that the producer has not taken.
	 * @param topic where the message should go
	 * @param failure the failure, possibly wrapped
	 * @return the exception itself if the message is refused, otherwise a
	 * {@link NotConfirmedException}
	 */
	static Throwable notSent(String topic, Throwable failure) {
		Throwable cause = unwrap(failure);
		return isFinal(cause) ? cause
				: NotConfirmedException.notSent(topic, cause instanceof TimeoutException, reason(cause), cause);
	}

	/**
	 * Returns whether a producer that has failed with this may fail with it for ever,
	 * such as one that is fenced, or that has stopped after its authentication failed.
	 * @param failure the failure, possibly wrapped
	 * @return whether to replace the producer
	 */
	static boolean isFatal(Throwable failure) {
		Throwable cause = unwrap(failure);
		boolean passing = isFinal(cause) || cause instanceof RetriableException
				|| cause instanceof TopicAuthorizationException || cause instanceof InterruptException;
		return !passing && (cause instanceof KafkaException || cause instanceof IllegalStateException);
	}

	private static boolean isFinal(Throwable cause) {
		return cause instanceof NotConfirmedException || isRefusal(cause);
	}

	private static Throwable unwrap(Throwable failure) {
		Throwable cause = failure.getCause();
		boolean wrapped = failure instanceof org.springframework.kafka.KafkaException
				|| failure instanceof CompletionException;
		return (wrapped && cause != null) ? unwrap(cause) : failure;
	}

	private static boolean isRefusal(Throwable cause) {
		return REFUSALS.stream().anyMatch((refusal) -> refusal.isInstance(cause));
	}

	// If a producer cannot be created, its last cause has the reason.
	private static @Nullable String reason(Throwable cause) {
		String root = NestedExceptionUtils.getMostSpecificCause(cause).getMessage();
		String message = cause.getMessage();
		return (message == null || root == null || message.endsWith(root)) ? message : message + ": " + root;
	}

}
