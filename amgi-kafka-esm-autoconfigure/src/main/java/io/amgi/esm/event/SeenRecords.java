package io.amgi.esm.event;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.amgi.server.TopicPartition;

/**
 * The records of one event, by which a second one of the same topic, partition and offset
 * is known.
 */
final class SeenRecords {

	private final Map<TopicPartition, SeenOffsets> offsets = new HashMap<>();

	private @Nullable TopicPartition last;

	private SeenOffsets lastOffsets = new SeenOffsets();

	/**
	 * Adds a record.
	 * @param record the record
	 * @return whether it was not there yet, or nobody can tell
	 */
	boolean add(KafkaRecord record) {
		String topic = record.topic();
		Integer partition = record.partition();
		if (topic == null || partition == null) {
			return true;
		}
		if (this.last == null || this.last.partition() != partition || !this.last.topic().equals(topic)) {
			this.last = new TopicPartition(topic, partition);
			this.lastOffsets = this.offsets.computeIfAbsent(this.last, (key) -> new SeenOffsets());
		}
		return this.lastOffsets.add(record.offset());
	}

}
