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
 * [D] A pattern is of the record's {@code value}. It is an object for values that are
 * JSON objects, all of whose fields must match, or a list of rules for values that are
 * plain strings; a value of the other kind is kept away. [A] So are tombstones and what
 * is not UTF-8, and JSON that is no object is a plain string.
 * <p>
 * [A] Patterns may also be of {@code key}, read as the value is, of {@code topic},
 * {@code partition}, {@code offset}, {@code timestamp}, {@code timestampType}, and of
 * {@code headers} by name, as UTF-8 text. [D] AWS documents that mappings of Kafka
 * support the {@code value} alone, so that such a pattern is warned of.
 * <p>
 * [D] Of AWS's rules, any of which in a list may match, there are: strings, numbers,
 * {@code true}, {@code false} and {@code null} for equality, {@code prefix},
 * {@code suffix}, {@code equals-ignore-case}, {@code anything-but}, {@code numeric},
 * {@code exists}, and {@code $or} in place of a field. Numbers are equal as they are
 * written: 300 is neither 300.0 nor 3.0e2; {@code numeric} compares what they mean.
 * {@code exists} is of leaves: an object is none. {@code prefix} and {@code suffix} may
 * have an {@code equals-ignore-case} inside, {@code anything-but} one of the rules for
 * strings or {@code wildcard}, with a string or a list. Other rules are refused. [A] A
 * list in a value matches where any of its elements does; an object in a list must match
 * alone, in all fields that the pattern has for it.
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
	 * Criteria with the given patterns.
	 * @param patterns the patterns' JSON, such as
	 * <code>{"value": {"device": [{"prefix": "AB"}]}}</code>
	 * @return the criteria
	 */
	public static FilterCriteria of(String... patterns) {
		return new FilterCriteria(Stream.of(patterns).map(FilterPattern::parse).toList());
	}

	boolean matches(ConsumerRecord<byte[], byte[]> record) {
		return this.patterns.isEmpty() || this.patterns.stream().anyMatch((pattern) -> pattern.matches(record));
	}

}
