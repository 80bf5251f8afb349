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

package io.amgi.benchmarks.differential;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * A record as Lambda would write it, or one with a defect.
 *
 * @param id the record's id; if topic or partition are missing, no other group has it
 * @param list the name that Lambda gives to the list of the topic-partition
 * @param key a name of the key, empty for none
 * @param json the record's JSON
 */
record RandomRecord(String id, String list, String key, String json) {

	private static final List<String> KEYS = List.of("red", "green", "blue");

	private static final List<String> HEADERS = List.of("trace", "span", "Größe", "contentType");

	static RandomRecord of(Random random, String topic, int partition, long offset) {
		String key = oneIn(random, 4) ? "" : KEYS.get(random.nextInt(KEYS.size()));
		boolean hasTopic = !oneIn(random, 60);
		boolean hasPartition = !oneIn(random, 80);
		StringJoiner members = new StringJoiner(",", "{", "}");
		if (hasTopic) {
			members.add("\"topic\":\"" + topic + "\"");
		}
		if (hasPartition) {
			members.add("\"partition\":" + (oneIn(random, 10) ? "\"" + partition + "\"" : partition));
		}
		members.add("\"offset\":" + offset);
		members.add("\"timestamp\":" + (1_764_000_000_000L + offset));
		members.add("\"timestampType\":\"CREATE_TIME\"");
		members.add(key.isEmpty() ? noKey(random) : "\"key\":" + base64(key));
		members.add("\"value\":" + value(random, offset));
		members.add("\"headers\":" + headers(random));
		String place = topic + ((hasTopic && hasPartition) ? "" : "-" + offset) + ":" + partition + ":" + offset;
		return new RandomRecord(place, topic + "-" + partition, key, members.toString());
	}

	private static boolean oneIn(Random random, int number) {
		return random.nextInt(number) == 0;
	}

	private static String noKey(Random random) {
		return switch (random.nextInt(4)) {
			case 0 -> "\"key\":null";
			case 1 -> "\"key\":\"%%%\"";
			default -> "\"unknown\":{\"key\":[1,{}]}";
		};
	}

	private static String value(Random random, long offset) {
		return switch (random.nextInt(24)) {
			case 0, 1 -> "null";
			case 2 -> "\"%%%\"";
			case 3 -> "17";
			case 4 -> base64("null");
			case 5 -> base64("{\"id\":\"order\",\"cents\":\"many\"}");
			case 6 -> base64("{\"id\":");
			case 7 -> "\"\"";
			case 8 -> base64("\u0000\u0001plain text");
			default -> base64("{\"id\":\"order-%d\",\"cents\":%d,\"lines\":[%s]}".formatted(offset,
					random.nextInt(1000), "{\"item\":\"tea\",\"count\":2}"));
		};
	}

	private static String headers(Random random) {
		if (oneIn(random, 10)) {
			return "null";
		}
		return random.ints(random.nextInt(4), 0, HEADERS.size())
			.mapToObj((name) -> "{\"" + HEADERS.get(name) + "\":" + bytes(random) + "}")
			.collect(Collectors.joining(",", "[", "]"));
	}

	private static String bytes(Random random) {
		if (oneIn(random, 60)) {
			return "[1,300,2]";
		}
		return random.ints(random.nextInt(6), Byte.MIN_VALUE, Byte.MAX_VALUE + 1)
			.mapToObj(Integer::toString)
			.collect(Collectors.joining(oneIn(random, 4) ? " , " : ",", "[", "]"));
	}

	private static String base64(String text) {
		return "\"" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "\"";
	}

}
