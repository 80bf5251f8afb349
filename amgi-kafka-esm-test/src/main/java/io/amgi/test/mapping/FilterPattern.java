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

package io.amgi.test.mapping;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;
import tools.jackson.databind.JsonNode;

/**
 * One pattern, for a record.
 */
final class FilterPattern {

	private static final Log logger = LogFactory.getLog(FilterPattern.class);

	private static final String OR = "$or";

	private static final String VALUE = "value";

	private final Predicate<FilteredRecord> rule;

	private FilterPattern(Predicate<FilteredRecord> rule) {
		this.rule = rule;
	}

	static FilterPattern parse(String pattern) {
		JsonNode json = FilteredRecord.JSON.readTree(pattern);
		Assert.isTrue(json.isObject() && !json.isEmpty(),
				"A filter pattern for Kafka must be a JSON object with keys such as 'value'");
		return new FilterPattern(all(json, FilterPattern::recordField));
	}

	boolean matches(ConsumerRecord<byte[], byte[]> record) {
		return this.rule.test(new FilteredRecord(record));
	}

	private static Predicate<FilteredRecord> recordField(String name, JsonNode pattern) {
		if (!name.equals(VALUE)) {
			logger.warn(("Filter pattern on '%s': AWS documents filters of Kafka's records on 'value' alone, "
					+ "and may not apply this one as it is applied here")
				.formatted(name));
		}
		return switch (name) {
			case VALUE -> payload(pattern, FilteredRecord::value);
			case "key" -> payload(pattern, FilteredRecord::key);
			case "topic", "partition", "offset", "timestamp", "timestampType", "headers" -> field(name, pattern);
			default -> throw new IllegalArgumentException("Filter key '" + name + "' is none of Kafka's records");
		};
	}

	// A pattern that is an object applies to JSON, a list to plain strings. Payloads of
	// the other kind do not match.
	private static Predicate<FilteredRecord> payload(JsonNode pattern,
			Function<FilteredRecord, @Nullable JsonNode> payload) {
		Predicate<JsonNode> rule = compile(pattern);
		return (record) -> {
			JsonNode node = payload.apply(record);
			return node != null && node.isObject() == pattern.isObject() && rule.test(node);
		};
	}

	private static Predicate<FilteredRecord> field(String name, JsonNode pattern) {
		Predicate<JsonNode> rule = compile(pattern);
		return (record) -> rule.test(record.field(name));
	}

	private static Predicate<JsonNode> compile(JsonNode pattern) {
		if (pattern.isArray()) {
			List<Predicate<JsonNode>> rules = pattern.valueStream().map(FilterRule::parse).toList();
			return (node) -> rules.stream().anyMatch((rule) -> rule.test(node));
		}
		Assert.isTrue(pattern.isObject(), "A filter pattern must have arrays of rules at its leaves");
		return anyElement(all(pattern, FilterPattern::jsonField));
	}

	// An empty list has no elements to match, so the pattern is tested against the list
	// itself.
	private static Predicate<JsonNode> anyElement(Predicate<JsonNode> pattern) {
		return (node) -> (node.isArray() && !node.isEmpty()) ? node.valueStream().anyMatch(pattern)
				: pattern.test(node);
	}

	private static Predicate<JsonNode> jsonField(String name, JsonNode pattern) {
		Predicate<JsonNode> rule = compile(pattern);
		return (node) -> rule.test(node.path(name));
	}

	private static <T> Predicate<T> all(JsonNode pattern, Field<T> field) {
		List<Predicate<T>> fields = pattern.properties()
			.stream()
			.map((entry) -> entry.getKey().equals(OR) ? any(entry.getValue(), field) : field(entry, field))
			.toList();
		return (node) -> fields.stream().allMatch((rule) -> rule.test(node));
	}

	private static <T> Predicate<T> field(Map.Entry<String, JsonNode> entry, Field<T> field) {
		return field.compile(entry.getKey(), entry.getValue());
	}

	private static <T> Predicate<T> any(JsonNode patterns, Field<T> field) {
		Assert.isTrue(
				patterns.isArray() && patterns.size() > 1
						&& patterns.valueStream().allMatch((pattern) -> pattern.isObject() && !pattern.isEmpty()),
				"A '$or' in a filter pattern must be a list of several objects");
		List<Predicate<T>> rules = patterns.valueStream().map((pattern) -> all(pattern, field)).toList();
		return (node) -> rules.stream().anyMatch((rule) -> rule.test(node));
	}

	/**
	 * Reads a field of a pattern.
	 *
	 * @param <T> the type that has the field
	 */
	@FunctionalInterface
	private interface Field<T> {

		Predicate<T> compile(String name, JsonNode pattern);

	}

}
