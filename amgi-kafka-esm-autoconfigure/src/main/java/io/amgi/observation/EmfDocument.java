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

package io.amgi.observation;

import java.time.Duration;
import java.util.List;
import java.util.LongSummaryStatistics;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A line in CloudWatch's embedded metric format. Metrics of a channel have the channel as
 * their dimension, metrics of the batch have none.
 */
final class EmfDocument {

	private static final JsonMapper MAPPER = JsonMapper.shared();

	private static final String CHANNEL = "channel";

	private static final String COUNT = "Count";

	private static final String MILLISECONDS = "Milliseconds";

	private final String namespace;

	private final ObjectNode root = MAPPER.createObjectNode();

	private final ArrayNode directives;

	EmfDocument(String namespace, long timestamp) {
		this.namespace = namespace;
		ObjectNode metadata = this.root.putObject("_aws");
		metadata.put("Timestamp", timestamp);
		this.directives = metadata.putArray("CloudWatchMetrics");
	}

	/**
	 * Adds the metrics of a channel.
	 * @param channel the address of the channel
	 * @param metrics the metrics
	 * @return this document
	 */
	EmfDocument channel(String channel, ChannelMetrics metrics) {
		this.root.put(CHANNEL, channel);
		Directive directive = new Directive(CHANNEL);
		metrics.records()
			.forEach((outcome, count) -> directive.metric("amgi.records." + outcome.value(), COUNT, count));
		if (metrics.ages().getCount() > 0) {
			age(directive, metrics);
		}
		return this;
	}

	private void age(Directive directive, ChannelMetrics metrics) {
		String name = "amgi.record.age";
		List<Long> values = metrics.ageValues();
		if (values != null) {
			directive.metric(name, MILLISECONDS, values);
			return;
		}
		LongSummaryStatistics ages = metrics.ages();
		directive.metric(name + "Min", MILLISECONDS, ages.getMin())
			.metric(name + "Max", MILLISECONDS, ages.getMax())
			.metric(name + "Sum", MILLISECONDS, ages.getSum())
			.metric(name + "Count", COUNT, ages.getCount());
	}

	/**
	 * Adds the metrics of the batch.
	 * @param size the number of its records
	 * @param timeLeft the time that was left when it was done, or {@code null} without a
	 * deadline
	 */
	void batch(int size, @Nullable Duration timeLeft) {
		Directive directive = new Directive().metric("amgi.batch.size", COUNT, size);
		if (timeLeft != null) {
			directive.metric("amgi.batch.time.left", MILLISECONDS, timeLeft.toMillis());
		}
	}

	/**
	 * Returns the document as one line of JSON.
	 */
	@Override
	public String toString() {
		return MAPPER.writeValueAsString(this.root) + "\n";
	}

	/**
	 * Names metrics of the document that have the same dimensions.
	 */
	private final class Directive {

		private final ArrayNode metrics;

		Directive(String... dimensions) {
			ObjectNode directive = EmfDocument.this.directives.addObject();
			directive.put("Namespace", EmfDocument.this.namespace);
			ArrayNode set = directive.putArray("Dimensions").addArray();
			List.of(dimensions).forEach(set::add);
			this.metrics = directive.putArray("Metrics");
		}

		Directive metric(String name, String unit, long value) {
			define(name, unit);
			EmfDocument.this.root.put(name, value);
			return this;
		}

		Directive metric(String name, String unit, List<Long> values) {
			define(name, unit);
			ArrayNode array = EmfDocument.this.root.putArray(name);
			values.forEach(array::add);
			return this;
		}

		private void define(String name, String unit) {
			this.metrics.addObject().put("Name", name).put("Unit", unit);
		}

	}

}
