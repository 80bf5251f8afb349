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

package io.amgi.test.conformance;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the application sees and does the same with every driver.
 */
@Timeout(300)
class ConformanceTests {

	@Test
	void driversAreAlike() throws Exception {
		compare("report", "key", "osstf", 3, 60);
	}

	@ParameterizedTest
	@Tag("long")
	@CsvSource({ "log, partition, osrf, 1", "report, partition, osstf, 2", "report, key, osstf, 3",
			"error, partition, osst, 4" })
	void driversAreAlikeForEachPolicy(String onNack, String ordering, String kinds, long seed) throws Exception {
		compare(onNack, ordering, kinds, seed, 250);
	}

	private static void compare(String onNack, String ordering, String kinds, long seed, int count) throws Exception {
		ConformanceTopic topic = new ConformanceTopic(seed, count, kinds);
		Map<Driver, Set<String>> results = new EnumMap<>(Driver.class);
		for (Driver driver : Driver.values()) {
			Ledger ledger = Ledger.open();
			driver.run(topic, properties(topic, driver, onNack, ordering));
			results.put(driver, result(topic, driver, ledger, (onNack + ordering).equals("reportpartition")));
		}
		Set<String> expected = results.get(Driver.INVOKER);
		assertThat(expected).filteredOn((line) -> line.startsWith("received")).hasSize(count);
		assertThat(expected).anyMatch((line) -> line.startsWith("sent"));
		assertAlike(results.get(Driver.MAPPING), expected);
		assertAlike(results.get(Driver.CONSUMER), expected);
	}

	// Compares without the common part, which would hide the difference.
	private static void assertAlike(Set<String> actual, Set<String> expected) {
		assertThat(without(actual, expected)).as("too much").isEmpty();
		assertThat(without(expected, actual)).as("missing").isEmpty();
	}

	private static Set<String> without(Set<String> lines, Set<String> others) {
		Set<String> rest = new TreeSet<>(lines);
		rest.removeAll(others);
		return rest;
	}

	private static Map<String, String> properties(ConformanceTopic topic, Driver driver, String onNack,
			String ordering) {
		Map<String, String> properties = new TreeMap<>();
		properties.put("spring.kafka.bootstrap-servers", ConformanceTopic.bootstrapServers());
		properties.put("spring.main.banner-mode", "off");
		properties.put("spring.amgi.on-nack", onNack);
		properties.put("spring.amgi.processing.ordering", ordering);
		properties.put("spring.amgi.dead-letter.enabled", String.valueOf(!onNack.equals("error")));
		properties.put("spring.amgi.dead-letter.topic-suffix", ConformanceTopic.deadLetters(driver));
		properties.put("conformance.topic", topic.name);
		properties.put("conformance.out", topic.name + ConformanceTopic.out(driver));
		return properties;
	}

	private static Set<String> result(ConformanceTopic topic, Driver driver, Ledger ledger, boolean ordered) {
		Set<String> lines = new TreeSet<>();
		ledger.received.forEach((id, message) -> lines.add("received " + id + " " + message));
		// Keys of a partition are handled side by side, and without "stop", a failed
		// record does not hold back those after it.
		ledger.acked.forEach((partition, ids) -> {
			int place = 0;
			for (String id : ids) {
				lines.add("acked " + (ordered ? place++ + " " : "") + id);
			}
		});
		topic.written(ConformanceTopic.out(driver)).forEach((record) -> lines.add("sent " + record));
		topic.written(ConformanceTopic.deadLetters(driver)).forEach((record) -> lines.add("dead letter " + record));
		return lines;
	}

}
