package io.amgi.test;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Where a record is in Kafka. Reads as its id in AMGI, {@code orders:3:1042}.
 *
 * @param topic the topic
 * @param partition the partition
 * @param offset the offset
 */
public record RecordId(String topic, int partition, long offset) {

	/**
	 * Returns the id of a record that was consumed from a broker.
	 * @param record the record
	 * @return the id
	 */
	public static RecordId of(ConsumerRecord<?, ?> record) {
		return new RecordId(record.topic(), record.partition(), record.offset());
	}

	/**
	 * Reads the id that AMGI gives a record.
	 * @param messageId {@code topic:partition:offset}; a topic has no colons
	 * @return the id
	 */
	public static RecordId parse(String messageId) {
		String[] parts = messageId.split(":");
		return new RecordId(parts[0], Integer.parseInt(parts[1]), Long.parseLong(parts[2]));
	}

	@Override
	public String toString() {
		return this.topic + ":" + this.partition + ":" + this.offset;
	}

}
