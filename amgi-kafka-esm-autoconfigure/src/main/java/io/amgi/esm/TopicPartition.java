package io.amgi.esm;

import java.util.Comparator;

/**
 * What Kafka keeps records in order by.
 *
 * @param topic the topic
 * @param partition the partition's number
 */
record TopicPartition(String topic, int partition) implements Comparable<TopicPartition> {

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
