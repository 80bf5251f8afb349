package io.amgi.autoconfigure;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import io.amgi.consumer.PartitionLagListener;

/**
 * Publishes the lag of each partition as a gauge.
 */
final class ConsumerLagGauges implements PartitionLagListener {

	private final MeterRegistry registry;

	private final Map<String, Gauge> gauges = new ConcurrentHashMap<>();

	ConsumerLagGauges(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public void added(String topic, int partition, Supplier<Number> lag) {
		this.gauges.computeIfAbsent(topic + "-" + partition,
				(added) -> Gauge.builder("amgi.consumer.lag", lag)
					.description("Number of records that are not committed")
					.tag("topic", topic)
					.tag("partition", String.valueOf(partition))
					.register(this.registry));
	}

	@Override
	public void removed(String topic, int partition) {
		Gauge gauge = this.gauges.remove(topic + "-" + partition);
		if (gauge != null) {
			this.registry.remove(gauge);
		}
	}

}
