package io.amgi.kafka;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * A send on a producer of the application. What fails within the call, the caller sees,
 * and may handle. What Kafka's own thread says in the meantime, the caller need not see.
 */
final class TrackedProducerSend implements Callback {

	private final String topic;

	private final TrackingProducer.Settlement settlement;

	private final @Nullable Callback callback;

	private final Thread caller = Thread.currentThread();

	// Of the caller's thread alone, as is what it has seen.
	private boolean returned;

	private @Nullable Exception seen;

	TrackedProducerSend(String topic, TrackingProducer.Settlement settlement, @Nullable Callback callback) {
		this.topic = topic;
		this.settlement = settlement;
		this.callback = callback;
	}

	@Override
	public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
		boolean withinCall = Thread.currentThread() == this.caller && !this.returned;
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
		this.returned = true;
		Throwable failure = (this.seen != null) ? SendExceptionTranslator.of(this.topic, this.seen) : null;
		return (failure instanceof NotConfirmedException) ? CompletableFuture.failedFuture(failure) : future;
	}

	/**
	 * Ends a call that has thrown.
	 */
	void thrown() {
		this.returned = true;
		this.settlement.settle(null);
	}

}
