package io.amgi.consumer;

import java.util.function.Supplier;

/**
 * Publishes the lag of partitions.
 */
public interface PartitionLagListener {

	/**
	 * A listener that does nothing.
	 */
	PartitionLagListener NONE = new PartitionLagListener() {

		@Override
		public void added(String topic, int partition, Supplier<Number> lag) {
		}

		@Override
		public void removed(String topic, int partition) {
		}

	};

	/**
	 * Called when the lag of a partition becomes known.
	 * @param topic the topic
	 * @param partition the partition
	 * @param lag supplies the number of records that are not committed, on any thread;
	 * not a number once the partition is removed
	 */
	void added(String topic, int partition, Supplier<Number> lag);

	/**
	 * Called when the partition is no longer consumed.
	 * @param topic the topic
	 * @param partition the partition
	 */
	void removed(String topic, int partition);

}
