package io.amgi.esm;

/**
 * What Kafka keeps records in order by.
 *
 * @param topic the topic
 * @param partition the partition's number
 */
record TopicPartition(String topic, int partition) {

	@Override
	public String toString() {
		return this.topic + "-" + this.partition;
	}

}
