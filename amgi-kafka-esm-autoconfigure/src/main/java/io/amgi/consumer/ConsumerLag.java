package io.amgi.consumer;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How far a consumer group's members in this JVM are behind the ends of their partitions.
 */
final class ConsumerLag {

	private final Map<TopicPartition, Long> lags = new ConcurrentHashMap<>();

	private final PartitionLagListener listener;

	ConsumerLag(PartitionLagListener listener) {
		this.listener = listener;
	}

	void update(TopicPartition partition, @Nullable Long lag) {
		if (lag != null && this.lags.put(partition, lag) == null) {
			this.listener.added(partition.topic(), partition.partition(), () -> current(partition));
		}
	}

	private Number current(TopicPartition partition) {
		Long lag = this.lags.get(partition);
		// A conditional expression would convert the lag, too.
		if (lag == null) {
			return Double.NaN;
		}
		return lag;
	}

	void remove(Collection<TopicPartition> partitions) {
		for (TopicPartition partition : partitions) {
			if (this.lags.remove(partition) != null) {
				this.listener.removed(partition.topic(), partition.partition());
			}
		}
	}

}
