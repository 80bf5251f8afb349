package io.amgi.kafka;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * A message that Kafka has not said a word about. What is said first counts: that of the
 * producer, or that it has taken too long.
 */
final class PendingSend implements Consumer<@Nullable Throwable> {

	private static final AtomicIntegerFieldUpdater<PendingSend> SETTLED = AtomicIntegerFieldUpdater
		.newUpdater(PendingSend.class, "settled");

	private final String topic;

	private final KafkaInvocationSend invocation;

	private final Consumer<@Nullable Throwable> listener;

	private final long start = System.nanoTime();

	private volatile int settled;

	/**
	 * Creates a pending message.
	 * @param topic where the message goes
	 * @param invocation the invocation that sends it
	 * @param listener called with the failure, or {@code null} when it is confirmed
	 */
	PendingSend(String topic, KafkaInvocationSend invocation, Consumer<@Nullable Throwable> listener) {
		this.topic = topic;
		this.invocation = invocation;
		this.listener = listener;
	}

	@Override
	public void accept(@Nullable Throwable failure) {
		if (SETTLED.compareAndSet(this, 0, 1)) {
			this.listener.accept((failure != null) ? this.invocation.failure(this.topic, failure) : null);
		}
	}

	boolean isSettled() {
		return this.settled != 0;
	}

	// Returns how long ago it was sent, in nanoseconds.
	long age() {
		return System.nanoTime() - this.start;
	}

}
