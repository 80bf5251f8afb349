package io.amgi.kafka;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;

import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaOperations.ProducerCallback;
import org.springframework.kafka.core.KafkaTemplate;

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
	}

	/**
	 * Makes the producer, if it is not there. What fails is not remembered.
	 */
	void open() {
		this.factory.createProducer();
	}

	/**
	 * Sends a record, which may wait for the topic's metadata, and settles it when the
	 * brokers have answered. Their answer needs no future, which the template's other
	 * methods would make.
	 * @param record the record
	 * @param partitions refuses records to partitions that do not exist
	 */
	void send(OutboundRecord record, TopicPartitions partitions) {
		this.sent.increment();
		ProducerCall call = new ProducerCall();
		try {
			partitions.check(record, this::partitionCount, this.factory::askForPartitionCount);
			ProducerCallback<byte[], byte[], Future<RecordMetadata>> sending = (producer) -> producer.send(record,
					(metadata, failure) -> settle(record, failure, call.isCurrent()));
			this.template.execute(sending);
		}
		catch (RuntimeException ex) {
			settle(record, ex, true);
		}
		finally {
			call.end();
		}
	}

	private int partitionCount(String topic) {
		return this.template.partitionsFor(topic).size();
	}

	// A producer may report what it refuses, and throw as well.
	private void settle(OutboundRecord record, @Nullable Throwable failure, boolean withinCall) {
		if (!record.report()) {
			return;
		}
		this.reported.increment();
		if (withinCall && failure != null) {
			record.settleUnsent(failure);
		}
		else {
			record.settle(failure);
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

}
