package io.amgi.server;

import java.util.Comparator;

/**
 * A partition of a topic, within which Kafka keeps records in order.
 *
 * @param topic the topic
 * @param partition the partition's number
 */
public record TopicPartition(String topic, int partition) implements Comparable<TopicPartition> {

	private static final Comparator<TopicPartition> ORDER = Comparator.comparing(TopicPartition::topic)
		.thenComparingInt(TopicPartition::partition);

	// Maps fall back on it where hash codes collide.
	@Override
	public int compareTo(TopicPartition other) {
		return ORDER.compare(this, other);
	}

	@Override
	public String toString() {
		return this.topic + "-" + this.partition;
	}

}
