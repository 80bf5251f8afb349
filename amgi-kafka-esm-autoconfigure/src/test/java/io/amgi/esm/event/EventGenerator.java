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

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Generates well-formed events whose members are mostly valid.
 */
final class EventGenerator {

	private static final String[] NAMES = { "new", "", "é", "a\\u0062", "\\ud83d\\ude00", "topic", "offset", "value",
			"a\\\"b", "\\n" };

	private static final String[] TEXTS = { "CREATE_TIME", "orders", "pay\\u006dents", "\\\\", "日本", "😀", "\\ud83d",
			"1", "007", "+5", "-3", "\u0663", "aws:kafka", "YQ==", "n".repeat(70), "é".repeat(40) };

	private static final String[] NUMBERS = { "0", "-0", "1", "-1", "127", "128", "-128", "-129", "2147483648", "1.5",
			"1e3", "-2E-2", "9223372036854775807", "-9223372036854775808", "9223372036854775808",
			"123456789012345678901234567890" };

	private static final String[] RECORDS_KEYS = { "orders-0", "orders-1", "payments-1", "é", "", "a\\u0062",
			"mytopic-01" };

	private static final String[] RECORD_MEMBERS = { "topic", "partition", "offset", "timestamp", "timestampType",
			"key", "value", "headers", "keySchemaMetadata", "valueSchemaMetadata" };

	private static final String[] PARTITIONS = { "\"0\"", "\"1\"", "\"-1\"", "\"\"", "\" 1\"", "\"1.0\"", "\"\\u0031\"",
			"\"2147483647\"", "\"2147483648\"", "\"99999999999999999999\"", "2147483647", "2147483648", "-1", "-0",
			"1.0", "99999999999999999999" };

	private static final String[] ODD_BYTES = { "128", "-129", "255", "1.0", "1e0", "null", "true", "\"1\"", "[]", "{}",
			"9223372036854775808" };

	private static final String[] ODD_HEADERS = { "null", "1", "\"a\"", "[]", "[[1]]", "{}" };

	private static final String[] SPACE = { "", "", "", "", "", " ", "\n", "\t\r " };

	private final Random random;

	private long offset;

	EventGenerator(Random random) {
		this.random = random;
	}

	String event() {
		this.offset = this.random.nextInt(100);
		List<String> members = new ArrayList<>();
		members.add(known("eventSource", rarely(10) ? any(2) : quoted(eventSource())));
		members.add(known("bootstrapServers", rarely(10) ? any(2) : quoted("a:9092,b:9092")));
		if (rarely(3)) {
			members
				.add(known("eventSourceArn", rarely(10) ? any(2) : quoted("arn:aws:kafka:eu-central-1:1:cluster/a")));
		}
		if (rarely(4)) {
			members.add(member(one(NAMES), any(3)));
		}
		Collections.shuffle(members, this.random);
		if (!rarely(100)) {
			members.add(this.random.nextInt(members.size() + 1), known("records", records()));
		}
		if (rarely(60)) {
			members.add(this.random.nextInt(members.size() + 1), repeated());
		}
		return space() + object(members) + space();
	}

	private String eventSource() {
		return one(new String[] { "aws:kafka", "SelfManagedKafka", "aws:SelfManagedKafka" });
	}

	private String repeated() {
		return rarely(2) ? known("records", records()) : known("eventSource", mostly(quoted(eventSource())));
	}

	// Each list holds records of several topics and partitions, whatever its key.
	private String records() {
		return object(several(3, () -> member(one(RECORDS_KEYS), recordList())));
	}

	private String recordList() {
		return array(several(4, () -> rarely(100) ? any(1) : record()));
	}

	private String record() {
		List<String> members = new ArrayList<>();
		for (String name : RECORD_MEMBERS) {
			if (!rarely(name.equals("offset") ? 150 : 20)) {
				members.add(recordMember(name));
			}
		}
		if (rarely(5)) {
			members.add(this.random.nextInt(members.size()), member(one(NAMES), any(3)));
		}
		if (rarely(10)) {
			members.add(this.random.nextInt(members.size()), recordMember(one(RECORD_MEMBERS)));
		}
		if (rarely(3)) {
			Collections.shuffle(members, this.random);
		}
		return object(members);
	}

	private String recordMember(String name) {
		return known(name, switch (name) {
			case "topic" -> mostly(quoted(one(new String[] { "orders", "payments" })));
			case "partition" -> mostly(rarely(10) ? one(PARTITIONS) : String.valueOf(this.random.nextInt(2)));
			case "offset" -> rarely(100) ? any(1) : offset();
			case "timestamp" -> mostly(rarely(10) ? one(NUMBERS) : "1764000000000");
			case "timestampType" -> mostly(quoted(one(new String[] { "CREATE_TIME", "LOG_APPEND_TIME" })));
			case "key" -> mostly(base64(20));
			case "value" -> mostly(base64(rarely(300) ? 70_000 : 60));
			case "headers" -> mostly(headers());
			default -> mostly(schemaMetadata());
		});
	}

	private String schemaMetadata() {
		return rarely(3) ? object(several(3, () -> member(one(NAMES), any(1))))
				: object(List.of(member("schemaId", quoted(String.valueOf(this.random.nextInt(9)))),
						member("dataFormat", quoted("AVRO"))));
	}

	// Offsets do not always ascend, and sometimes repeat.
	private String offset() {
		this.offset += rarely(40) ? -1 - this.random.nextInt(3) : 1;
		return String.valueOf(Math.max(this.offset, 0));
	}

	private String headers() {
		return array(several(3, () -> rarely(40) ? one(ODD_HEADERS) : header()));
	}

	// Mostly one member, sometimes none or several, possibly with the same name.
	private String header() {
		return object(rarely(4) ? several(3, this::headerMember) : List.of(headerMember()));
	}

	private String headerMember() {
		return member(rarely(2) ? "trace-id" : one(NAMES), rarely(40) ? one(ODD_HEADERS) : headerValue());
	}

	private String headerValue() {
		return array(several(20, () -> rarely(200) ? one(ODD_BYTES) : String.valueOf(this.random.nextInt(256) - 128)));
	}

	private String base64(int maxLength) {
		byte[] bytes = new byte[this.random.nextInt(maxLength)];
		this.random.nextBytes(bytes);
		String text = Base64.getEncoder().encodeToString(bytes);
		return switch (this.random.nextInt(20)) {
			case 0 -> quoted(text.replace("=", ""));
			case 1 -> quoted(text.replace("/", "\\/"));
			case 2 -> quoted(text.replace("=", "\\u003d"));
			case 3 -> quoted(new String(bytes, StandardCharsets.US_ASCII).replaceAll("[^a-zA-Z=+/]", "="));
			default -> quoted(text);
		};
	}

	private String any(int depth) {
		return switch (this.random.nextInt((depth > 0) ? 7 : 5)) {
			case 0 -> one(NUMBERS);
			case 1 -> "null";
			case 2 -> String.valueOf(this.random.nextBoolean());
			case 3, 4 -> quoted(one(TEXTS));
			case 5 -> array(several(4, () -> any(depth - 1)));
			default -> object(several(4, () -> member(one(NAMES), any(depth - 1))));
		};
	}

	private String mostly(String json) {
		return rarely(40) ? any(2) : json;
	}

	private boolean rarely(int times) {
		return this.random.nextInt(times) == 0;
	}

	private List<String> several(int max, Supplier<String> json) {
		return IntStream.range(0, this.random.nextInt(max + 1)).mapToObj((i) -> json.get()).toList();
	}

	// Sometimes writes a character of the name as an escape.
	private String known(String name, String json) {
		if (!rarely(60)) {
			return member(name, json);
		}
		int at = this.random.nextInt(name.length());
		String format = this.random.nextBoolean() ? "%s\\u%04x%s" : "%s\\u%04X%s";
		return member(format.formatted(name.substring(0, at), (int) name.charAt(at), name.substring(at + 1)), json);
	}

	private String member(String name, String json) {
		return quoted(name) + space() + ":" + space() + json;
	}

	private String object(List<String> members) {
		return "{" + separated(members) + "}";
	}

	private String array(List<String> elements) {
		return "[" + separated(elements) + "]";
	}

	private String separated(List<String> parts) {
		return parts.stream().map((part) -> space() + part + space()).collect(Collectors.joining(","));
	}

	private String quoted(String text) {
		return '"' + text + '"';
	}

	private String space() {
		return one(SPACE);
	}

	private String one(String[] texts) {
		return texts[this.random.nextInt(texts.length)];
	}

}
