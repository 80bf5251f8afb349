package io.amgi.test.mapping;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

import io.amgi.test.EventRecord;
import io.amgi.test.RecordId;

/**
 * A record as it came from the broker, and as it goes into an event.
 */
final class PolledRecord {

	private final ConsumerRecord<byte[], byte[]> source;

	private final EventRecord event;

	private final RecordId id;

	private final long polledAt = System.nanoTime();

	PolledRecord(ConsumerRecord<byte[], byte[]> source) {
		this.source = source;
		this.event = EventRecord.of(source);
		this.id = RecordId.of(source);
	}

	ConsumerRecord<byte[], byte[]> source() {
		return this.source;
	}

	EventRecord event() {
		return this.event;
	}

	RecordId id() {
		return this.id;
	}

	long polledAt() {
		return this.polledAt;
	}

	TopicPartition partition() {
		return new TopicPartition(this.id.topic(), this.id.partition());
	}

}
