package io.amgi.test;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Where a record is in Kafka. Reads as {@code orders-3@1042}.
 *
 * @param topic the topic
 * @param partition the partition
 * @param offset the offset
 */
public record RecordId(String topic, int partition, long offset) {

	static RecordId of(ConsumerRecord<?, ?> record) {
		return new RecordId(record.topic(), record.partition(), record.offset());
	}

	@Override
	public String toString() {
		return this.topic + "-" + this.partition + "@" + this.offset;
	}

}
