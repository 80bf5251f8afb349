package io.amgi.test.mapping;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds where to start in partitions of which the group has committed nothing.
 */
final class StartingOffsets {

	private StartingOffsets() {
	}

	static Map<TopicPartition, Long> find(Consumer<?, ?> consumer, Set<TopicPartition> partitions,
			EventSourceMappingSettings settings) {
		Set<TopicPartition> fresh = new HashSet<>(partitions);
		consumer.committed(partitions).forEach((partition, committed) -> {
			if (committed != null) {
				fresh.remove(partition);
			}
		});
		return (fresh.isEmpty()) ? Map.of()
				: settings.startingPosition().offsets(consumer, fresh, settings.startingPositionTimestamp());
	}

}
