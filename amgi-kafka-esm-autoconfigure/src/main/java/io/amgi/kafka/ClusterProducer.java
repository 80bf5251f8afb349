package io.amgi.kafka;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;

/**
 * The producer of a cluster, which invocations lease. Connects with the first send.
 */
final class ClusterProducer {

	private final ByteProducerFactory factory;

	private final KafkaTemplate<byte[], byte[]> template;

	private final AtomicInteger unconfirmed = new AtomicInteger();

	private int leases;

	ClusterProducer(ByteProducerFactory factory, KafkaTemplate<byte[], byte[]> template) {
		this.factory = factory;
		this.template = template;
	}

	/**
	 * Makes the producer, if it is not there. What fails is not remembered.
	 */
	void open() {
		this.factory.createProducer();
	}

	/**
	 * Sends a record, which may wait for the topic's metadata.
	 * @param record the record
	 * @param callback called with the failure, or {@code null} when the record is
	 * confirmed
	 */
	void send(ProducerRecord<byte[], byte[]> record, Consumer<@Nullable Throwable> callback) {
		this.unconfirmed.incrementAndGet();
		try {
			CompletableFuture<SendResult<byte[], byte[]>> sent = this.template.send(record);
			sent.whenComplete((result, failure) -> settle(callback, failure));
		}
		catch (RuntimeException ex) {
			settle(callback, ex);
		}
	}

	private void settle(Consumer<@Nullable Throwable> callback, @Nullable Throwable failure) {
		this.unconfirmed.decrementAndGet();
		callback.accept(failure);
	}

	void lease() {
		this.leases++;
	}

	void release() {
		this.leases--;
	}

	boolean isLeased() {
		return this.leases > 0;
	}

	boolean hasUnconfirmed() {
		return this.unconfirmed.get() > 0;
	}

	void close(Duration timeout) {
		this.factory.close(timeout);
	}

}
