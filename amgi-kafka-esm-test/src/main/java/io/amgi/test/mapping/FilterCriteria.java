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
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Selects the records that the function receives: those that match any of the patterns,
 * or all without patterns.
 * <p>
 * [D] A pattern applies to the record's {@code value}. For values that are JSON objects,
 * it is an object, all of whose fields must match. For values that are plain strings, it
 * is a list of rules. A value of the other kind does not match. [A] Neither do tombstones
 * and values that are not UTF-8. JSON that is not an object counts as a plain string.
 * <p>
 * [A] Patterns may also apply to {@code key}, which is read like the value, to {@code
 * topic}, {@code partition}, {@code offset}, {@code timestamp}, {@code timestampType},
 * and to {@code headers} by name, as UTF-8 text. [D] AWS documents that Kafka mappings
 * support only the {@code value}, so that such a pattern causes a warning.
 * <p>
 * [D] A list of rules matches if any of its rules does. These rules of AWS are supported:
 * strings, numbers, {@code true}, {@code false} and {@code null} for equality, {@code
 * prefix}, {@code suffix}, {@code equals-ignore-case}, {@code anything-but}, {@code
 * numeric}, {@code exists}, and {@code $or} in place of a field. Numbers are equal if
 * they are written alike: 300 is neither 300.0 nor 3.0e2. {@code numeric} compares their
 * values. {@code exists} applies to leaves, not to objects. {@code prefix} and {@code
 * suffix} accept a nested {@code equals-ignore-case}, and {@code anything-but} accepts a
 * nested rule for strings or {@code wildcard}, with a string or a list. Other rules are
 * refused. [A] A list in a value matches if any of its elements does. An object in a list
 * must itself match all fields of the pattern.
 *
 * @see <a href= "https://docs.aws.amazon.com/lambda/latest/dg/kafka-filtering.html">AWS
 * on filters for Kafka</a>
 * @see <a href=
 * "https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html">AWS on
 * Lambda's filter rules</a>
 * @see <a href=
 * "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html">AWS
 * on EventBridge's, which they are like</a>
 */
public final class FilterCriteria {

	private static final FilterCriteria NONE = new FilterCriteria(List.of());

	private final List<FilterPattern> patterns;

	private FilterCriteria(List<FilterPattern> patterns) {
		this.patterns = patterns;
	}

	static FilterCriteria none() {
		return NONE;
	}

	/**
	 * Creates criteria with the given patterns.
	 * @param patterns the patterns as JSON, such as <code>{"value": {"device":
	 * [{"prefix": "AB"}]}}</code>
	 * @return the criteria
	 */
	public static FilterCriteria of(String... patterns) {
		return new FilterCriteria(Stream.of(patterns).map(FilterPattern::parse).toList());
	}

	boolean matches(ConsumerRecord<byte[], byte[]> record) {
		return this.patterns.isEmpty() || this.patterns.stream().anyMatch((pattern) -> pattern.matches(record));
	}

}
