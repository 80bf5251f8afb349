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

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import io.amgi.protocol.MessageNackEvent;
import io.amgi.protocol.MessageSend;
import io.amgi.server.BatchObservation.RecordScope;

/**
 * A record on its way to a dead letter topic.
 *
 * @param delivery the record
 * @param send the confirmation of the dead letter
 */
record DeadLetterPublication(RecordDelivery delivery, TrackedSend send) {

	@Nullable DeadLetter letter() {
		return DeadLetter.of(this.delivery.record(), this.delivery.nack());
	}

	/**
	 * Starts the publication, in the record's scope.
	 * @param deadLetters publishes the dead letter
	 * @param messageSend what the batch's messages are sent by
	 * @param observations observe the batch
	 * @return the confirmation
	 */
	CompletableFuture<Void> start(DeadLetters deadLetters, MessageSend messageSend, Observations observations) {
		try (RecordScope scope = observations.scope(this.delivery.record())) {
			return deadLetters.publish(letter(), messageSend);
		}
	}

	/**
	 * Returns why the dead letter was not published.
	 * @return the reason, or {@code null} if the dead letter is confirmed
	 */
	@Nullable String failure() {
		Throwable failure = this.send.failure();
		return (failure != null) ? MessageNackEvent.because(this.delivery.id(), failure).message() : null;
	}

}
