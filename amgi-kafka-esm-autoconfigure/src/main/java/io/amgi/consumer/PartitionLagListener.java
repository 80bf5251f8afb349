package io.amgi.consumer;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Publishes the lag of partitions.
 */
public interface PartitionLagListener {

	/**
	 * A listener that does nothing.
	 */
	PartitionLagListener NONE = new PartitionLagListener() {

		@Override
		public void added(String topic, int partition, Supplier<@Nullable Number> lag) {
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
	 * {@code null} once the partition is removed
	 */
	void added(String topic, int partition, Supplier<@Nullable Number> lag);

	/**
	 * Called when the partition is no longer consumed.
	 * @param topic the topic
	 * @param partition the partition
	 */
	void removed(String topic, int partition);

}
