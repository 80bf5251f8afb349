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

package io.amgi.esm.event;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.amgi.protocol.MessageHeader;

/**
 * Derives the record that a JSON object represents from the contract. Of repeated
 * members, the last one counts; of several defects, the first one in the document.
 */
final class ExpectedRecord {

	private static final BigInteger MAX_PARTITION = BigInteger.valueOf(Integer.MAX_VALUE);

	private final String recordsKey;

	private final JsonTree json;

	ExpectedRecord(String recordsKey, JsonTree json) {
		this.recordsKey = recordsKey;
		this.json = json;
	}

	JsonTree json() {
		return this.json;
	}

	boolean hasOffset() {
		Long offset = last("offset", JsonTree::integer);
		return offset != null && offset >= 0;
	}

	/**
	 * Returns the coordinates, which no other record of the event may have.
	 * @return topic, partition and offset, each {@code null} if the record lacks it
	 */
	List<Object> coordinates() {
		return Arrays.asList(topic(), partition(), last("offset", JsonTree::integer));
	}

	private <T> T last(String name, Function<JsonTree, T> value) {
		return this.json.members(name).reduce((first, last) -> last).map(value).orElse(null);
	}

	private String topic() {
		return last("topic", JsonTree::text);
	}

	private Integer partition() {
		return last("partition", ExpectedRecord::partition);
	}

	// Old events have the partition as a string.
	private static Integer partition(JsonTree json) {
		String digits = json.isText() ? json.text() : String.valueOf(json.integer());
		try {
			BigInteger partition = new BigInteger(digits);
			return (partition.signum() >= 0 && partition.compareTo(MAX_PARTITION) <= 0) ? partition.intValue() : null;
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

	private static byte[] bytes(JsonTree json) {
		try {
			return json.isText() ? Base64.getDecoder().decode(json.text()) : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static Map<String, String> schemaMetadata(JsonTree json) {
		if (!json.isObject()) {
			return null;
		}
		Map<String, String> metadata = new LinkedHashMap<>();
		json.children()
			.stream()
			.filter(JsonTree::isText)
			.forEach((member) -> metadata.put(member.name(), member.text()));
		return metadata;
	}

	// Leaves out headers that cannot be decoded.
	private static List<MessageHeader> headers(JsonTree json) {
		return headerMembers(json).filter((header) -> header.isArray() || header.isNull())
			.filter((header) -> header.children().stream().allMatch(ExpectedRecord::isByte))
			.map((header) -> new MessageHeader(header.name(), headerValue(header)))
			.toList();
	}

	private static byte @Nullable [] headerValue(JsonTree header) {
		if (header.isNull()) {
			return null;
		}
		byte[] value = new byte[header.children().size()];
		for (int i = 0; i < value.length; i++) {
			value[i] = header.children().get(i).integer().byteValue();
		}
		return value;
	}

	private static Stream<JsonTree> headerMembers(JsonTree json) {
		return headerElements(json).filter(JsonTree::isObject).flatMap((element) -> element.children().stream());
	}

	private static Stream<JsonTree> headerElements(JsonTree json) {
		return json.isArray() ? json.children().stream() : Stream.empty();
	}

	private static boolean isByte(JsonTree json) {
		return json.integer() != null && json.integer() >= Byte.MIN_VALUE && json.integer() <= Byte.MAX_VALUE;
	}

	private String defect() {
		return Violation.first(Stream.concat(this.json.children().stream().flatMap(ExpectedRecord::defects), missing()))
			.map((violation) -> "Couldn't decode record: " + violation.expectation())
			.orElse(null);
	}

	private Stream<Violation> missing() {
		return Stream
			.concat((topic() != null) ? Stream.empty() : Stream.of("topic"),
					(partition() != null) ? Stream.empty() : Stream.of("partition"))
			.map((name) -> this.json.violationAtEnd("'%s' is missing".formatted(name)));
	}

	private static Stream<Violation> defects(JsonTree member) {
		String name = member.name();
		return switch (name) {
			case "topic", "timestampType" -> unless(member.isText(), member, name, "a string");
			case "timestamp" -> unless(member.integer() != null, member, name, "an integer");
			// Unlike a null topic, a null partition is reported as wrong, not as missing.
			case "partition" -> (partition(member) != null) ? Stream.empty()
					: Stream.of(member.violation("expected 'partition' to be an integer of 32 bits from 0 on"));
			case "key", "value" -> member.isText() ? unless(bytes(member) != null, member, name, "base64")
					: unless(false, member, name, "a base64 string");
			case "keySchemaMetadata", "valueSchemaMetadata" -> unless(member.isObject(), member, name, "an object");
			case "headers" -> headerDefects(member);
			default -> Stream.empty();
		};
	}

	private static Stream<Violation> headerDefects(JsonTree headers) {
		return Stream
			.of(unless(headers.isArray(), headers, "headers", "an array"),
					headerElements(headers)
						.flatMap((element) -> unless(element.isObject(), element, "headers", "an array of objects")),
					headerMembers(headers)
						.flatMap((header) -> unless(header.isArray(), header, "headers", "arrays of bytes")),
					headerMembers(headers).filter(JsonTree::isArray)
						.flatMap((header) -> header.children().stream())
						.filter((element) -> !isByte(element))
						.map((element) -> element.violation("expected 'headers' to hold bytes from -128 to 127")))
			.flatMap(Function.identity());
	}

	// Null is the same as absent.
	private static Stream<Violation> unless(boolean right, JsonTree json, String name, String expected) {
		return (right || json.isNull()) ? Stream.empty()
				: Stream.of(json.violation("expected '%s' to be %s".formatted(name, expected)));
	}

	// Anything but text becomes the empty text.
	private Map<String, String> undecoded() {
		Map<String, String> undecoded = new TreeMap<>();
		Stream.of("key", "value")
			.flatMap(this.json::members)
			.filter((member) -> !member.isNull() && bytes(member) == null)
			.forEach((member) -> undecoded.put(member.name(), member.isText() ? member.text() : ""));
		return undecoded;
	}

	/**
	 * Describes the record, so that it can be compared with a decoded one.
	 */
	Map<String, Object> describe() {
		Map<String, Object> description = new LinkedHashMap<>();
		description.put("recordsKey", this.recordsKey);
		description.put("topic", topic());
		description.put("headers", Description.ofHeaders(headers()));
		description.put("value", Description.ofValue(last("value", ExpectedRecord::bytes)));
		description.put("payload", description.get("value"));
		description.put("defect", defect());
		description.put("undecoded", undecoded());
		description.put("id", "%s:%s:%s".formatted(coordinates().toArray()));
		Map<String, Object> metadata = metadata();
		metadata.forEach((name, value) -> description.put(name, Description.ofValue(value)));
		metadata.entrySet().removeIf((entry) -> entry.getValue() == null && !entry.getKey().equals("key"));
		description.put("binding kafka", Description.ofBinding(metadata));
		return description;
	}

	private List<MessageHeader> headers() {
		List<MessageHeader> headers = last("headers", ExpectedRecord::headers);
		return (headers != null) ? headers : List.of();
	}

	// The content of the binding, with null for whatever the event lacks.
	private Map<String, Object> metadata() {
		Map<String, Object> metadata = new LinkedHashMap<>();
		metadata.put("key", last("key", ExpectedRecord::bytes));
		metadata.put("partition", partition());
		metadata.put("offset", last("offset", JsonTree::integer));
		metadata.put("timestamp", last("timestamp", JsonTree::integer));
		metadata.put("timestampType", last("timestampType", JsonTree::text));
		metadata.put("keySchemaMetadata", last("keySchemaMetadata", ExpectedRecord::schemaMetadata));
		metadata.put("valueSchemaMetadata", last("valueSchemaMetadata", ExpectedRecord::schemaMetadata));
		return metadata;
	}

}
