package io.amgi.kafka;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.ProducerListener;

/**
 * The producer of a cluster, which invocations lease. Connects with the first send.
 */
final class ClusterProducer {

	private final ByteProducerFactory factory;

	private final KafkaTemplate<byte[], byte[]> template;

	// Two, since they are counted on different threads, often at the same time.
	private final LongAdder sent = new LongAdder();

	private final LongAdder reported = new LongAdder();

	private int leases;

	ClusterProducer(ByteProducerFactory factory, KafkaTemplate<byte[], byte[]> template) {
		this.factory = factory;
		this.template = template;
		template.setProducerListener(new Confirmations());
	}

	/**
	 * Makes the producer, if it is not there. What fails is not remembered.
	 */
	void open() {
		this.factory.createProducer();
	}

	/**
	 * Sends a record, which may wait for the topic's metadata, and settles it when the
	 * brokers have answered.
	 * @param record the record
	 */
	void send(OutboundRecord record) {
		this.sent.increment();
		try {
			this.template.send(record);
		}
		catch (RuntimeException ex) {
			settle(record, ex);
		}
	}

	// What is refused is heard of twice: by an exception, and by the listener.
	private void settle(ProducerRecord<?, ?> record, @Nullable Throwable failure) {
		if (record instanceof OutboundRecord outbound && outbound.report()) {
			this.reported.increment();
			outbound.settle(failure);
		}
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
		return this.reported.sum() < this.sent.sum();
	}

	void close(Duration timeout) {
		this.factory.close(timeout);
	}

	/**
	 * Hears what becomes of the template's records, which needs no future per record.
	 * Unlike the listener that is there by default, it does not log keys and values.
	 */
	private final class Confirmations implements ProducerListener<byte[], byte[]> {

		@Override
		public void onSuccess(ProducerRecord<byte[], byte[]> record, RecordMetadata metadata) {
			settle(record, null);
		}

		@Override
		public void onError(ProducerRecord<byte[], byte[]> record, @Nullable RecordMetadata metadata,
				Exception failure) {
			settle(record, failure);
		}

	}

}
