/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

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
