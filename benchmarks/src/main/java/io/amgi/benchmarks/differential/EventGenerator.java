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
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Generates events. An event depends on the seed and its number alone.
 */
final class EventGenerator {

	private static final List<String> TOPICS = List.of("orders", "keyed", "optional", "raw", "regional.north",
			"regional.south", "replies", "lists", "futures", "batches", "order-batches", "nobody");

	private static final int MANY = 130;

	private final Random random;

	private final Map<String, Long> offsets = new LinkedHashMap<>();

	private EventGenerator(Random random) {
		this.random = random;
	}

	/**
	 * Generates an event.
	 * @param seed the seed of the run
	 * @param number the number of the event
	 * @return the event
	 */
	static RandomEvent generate(long seed, int number) {
		// Seeds that follow each other would give similar events.
		long mixed = new SplittableRandom(seed * 1_000_003 + number).nextLong();
		return new EventGenerator(new Random(mixed)).generate(number);
	}

	private RandomEvent generate(int number) {
		List<RandomRecord> records = records();
		Map<String, String> keys = new LinkedHashMap<>();
		records.forEach((record) -> keys.put(record.id(), record.key()));
		String json = damage("{%s\"records\":{%s}}".formatted(source(), lists(records)));
		return new RandomEvent(number, json.getBytes(StandardCharsets.UTF_8), keys, this.random.nextBoolean(),
				this.random.nextInt(4) == 0);
	}

	private List<RandomRecord> records() {
		List<RandomRecord> records = new ArrayList<>();
		int runs = 1 + this.random.nextInt(4);
		for (int i = 0; i < runs; i++) {
			addRun(records);
		}
		return records;
	}

	// More than a hundred failures are not listed one by one.
	private void addRun(List<RandomRecord> records) {
		String topic = TOPICS.get(this.random.nextInt(TOPICS.size()));
		int partition = this.random.nextInt(3);
		int size = (this.random.nextInt(200) == 0) ? MANY : this.random.nextInt(8);
		for (int i = 0; i < size; i++) {
			records.add(RandomRecord.of(this.random, topic, partition, nextOffset(topic + "-" + partition)));
		}
	}

	private long nextOffset(String topicPartition) {
		return this.offsets.merge(topicPartition, (long) this.random.nextInt(100_000),
				(last, any) -> last + 1 + this.random.nextInt(2));
	}

	private String source() {
		return switch (this.random.nextInt(3)) {
			case 0 -> "";
			case 1 -> "\"eventSource\":\"SelfManagedKafka\",\"bootstrapServers\":\"broker-1:9092,broker-2:9092\",";
			default ->
				"\"eventSource\":\"aws:kafka\",\"eventSourceArn\":\"arn:aws:kafka:eu-west-1:123456789012:cluster/tea/1\","
						+ "\"bootstrapServers\":\"broker-1:9092\",";
		};
	}

	private String lists(List<RandomRecord> records) {
		boolean mixed = this.random.nextInt(5) == 0;
		List<RandomRecord> ordered = new ArrayList<>(records);
		if (mixed) {
			Collections.shuffle(ordered, this.random);
		}
		Map<String, List<RandomRecord>> lists = ordered.stream()
			.collect(Collectors.groupingBy((record) -> mixed ? "mixed-0" : record.list(), LinkedHashMap::new,
					Collectors.toList()));
		return lists.entrySet()
			.stream()
			.map((list) -> "\"" + list.getKey() + "\":" + list(list.getValue()))
			.collect(Collectors.joining(","));
	}

	private static String list(List<RandomRecord> records) {
		return records.stream().map(RandomRecord::json).collect(Collectors.joining(",", "[", "]"));
	}

	private String damage(String json) {
		return switch (this.random.nextInt(120)) {
			case 0 -> json.substring(0, this.random.nextInt(json.length()));
			case 1 -> json.replaceFirst("\"offset\"", "\"position\"");
			case 2 -> json.replaceFirst("\"records\"", "\"messages\"");
			case 3 -> json.replaceFirst("aws:kafka", "aws:sqs");
			case 4 -> json.replaceFirst("\"offset\":[0-9]+", "\"offset\":-4");
			case 5 -> json.replaceFirst("(\\[)(\\{\"topic\".*?\"headers\":(?:null|\\[.*?]]?)})", "$1$2,$2");
			default -> disguise(json);
		};
	}

	// Writes the same event in another way.
	private String disguise(String json) {
		return switch (this.random.nextInt(10)) {
			case 0 -> json.replace(",\"", " ,\r\n\t\"");
			case 1 -> json.replace("\"topic\"", "\"to\\u0070ic\"").replace("orders", "\\u006frders");
			default -> json;
		};
	}

}
