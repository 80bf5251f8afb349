package io.amgi.test.mapping;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a mapping starts to read a partition of which its group has committed nothing.
 */
public enum StartingPosition {

	/**
	 * At the oldest record.
	 */
	TRIM_HORIZON {

		@Override
		Map<TopicPartition, Long> offsets(Consumer<?, ?> consumer, Set<TopicPartition> partitions, Instant timestamp) {
			return consumer.beginningOffsets(partitions);
		}

	},

	/**
	 * Behind the newest record.
	 */
	LATEST {

		@Override
		Map<TopicPartition, Long> offsets(Consumer<?, ?> consumer, Set<TopicPartition> partitions, Instant timestamp) {
			return consumer.endOffsets(partitions);
		}

	},

	/**
	 * At the first record that is not older than the starting position's timestamp.
	 */
	AT_TIMESTAMP {

		@Override
		Map<TopicPartition, Long> offsets(Consumer<?, ?> consumer, Set<TopicPartition> partitions, Instant timestamp) {
			Map<TopicPartition, Long> offsets = consumer.endOffsets(partitions);
			Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(partitions.stream()
				.collect(Collectors.toMap(Function.identity(), (partition) -> timestamp.toEpochMilli())));
			found.forEach((partition, offset) -> {
				if (offset != null) {
					offsets.put(partition, offset.offset());
				}
			});
			return offsets;
		}

	};

	abstract Map<TopicPartition, Long> offsets(Consumer<?, ?> consumer, Set<TopicPartition> partitions,
			Instant timestamp);

}
