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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * A send on a producer of the application. What fails within the call, the caller sees,
 * and may handle. What Kafka's own thread says in the meantime, the caller need not see.
 */
final class TrackedProducerSend implements Callback {

	private final String topic;

	private final TrackingProducer.Settlement settlement;

	private final @Nullable Callback callback;

	private final ProducerCall call = new ProducerCall();

	// Of the caller's thread alone.
	private @Nullable Exception seen;

	TrackedProducerSend(String topic, TrackingProducer.Settlement settlement, @Nullable Callback callback) {
		this.topic = topic;
		this.settlement = settlement;
		this.callback = callback;
	}

	@Override
	public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
		boolean withinCall = this.call.isCurrent();
		if (withinCall) {
			this.seen = failure;
		}
		try {
			if (this.callback != null) {
				this.callback.onCompletion(metadata, failure);
			}
		}
		finally {
			this.settlement.settle(withinCall ? null : failure);
		}
	}

	/**
	 * Ends the call. A caller that lets its failure pass on has not refused its record if
	 * the failure is not the message's.
	 * @param future what the producer has returned
	 * @return what to return to the caller
	 */
	Future<RecordMetadata> returned(Future<RecordMetadata> future) {
		this.call.end();
		Throwable failure = (this.seen != null) ? SendExceptionTranslator.notSent(this.topic, this.seen) : null;
		return (failure instanceof NotConfirmedException) ? CompletableFuture.failedFuture(failure) : future;
	}

	/**
	 * Ends a call that has thrown. A plain {@link KafkaException} is about the producer,
	 * not the message: a handler that lets it pass must not count as one that refuses its
	 * record.
	 * @param failure the producer's exception
	 * @return the exception to throw to the caller
	 */
	RuntimeException thrown(RuntimeException failure) {
		this.call.end();
		this.settlement.settle(null);
		return (failure.getClass() == KafkaException.class)
				? new KafkaException(failure.getMessage(), SendExceptionTranslator.notSent(this.topic, failure))
				: failure;
	}

}
