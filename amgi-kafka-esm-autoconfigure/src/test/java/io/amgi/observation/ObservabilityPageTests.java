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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the page on observability names each key of each observation.
 */
class ObservabilityPageTests {

	@Test
	void tableHasTheKeysOfTheObservations() throws IOException {
		List<String> rows = Files.readAllLines(Path.of("../docs/observability.md"))
			.stream()
			.filter((line) -> line.matches("\\| `amgi\\.\\w+` \\| `.*\\| (low|high) \\|.*"))
			.map((line) -> line.replaceAll("^\\| `(.*?)` \\| `(.*?)` \\| (low|high) \\|.*", "$1 $2 $3"))
			.toList();
		assertThat(rows).containsExactlyElementsOf(
				Arrays.stream(AmgiObservation.values()).flatMap(ObservabilityPageTests::keys).toList());
	}

	@Test
	void tableHasTheEventsOfTheObservations() throws IOException {
		List<String> rows = Files.readAllLines(Path.of("../docs/observability.md"))
			.stream()
			.filter((line) -> line.matches("\\| `amgi\\.\\w+` \\| `[^|]*\\| the .*"))
			.map((line) -> line.replaceAll("^\\| `(.*?)` \\| `(.*?)` \\|.*", "$1 $2"))
			.toList();
		assertThat(rows).containsExactlyElementsOf(Arrays.stream(AmgiObservation.values())
			.flatMap((observation) -> Arrays.stream(observation.getEvents())
				.map((event) -> name(observation) + " " + event.getName()))
			.toList());
	}

	private static Stream<String> keys(AmgiObservation observation) {
		String name = name(observation);
		return Stream.concat(rows(name, observation.getLowCardinalityKeyNames(), "low"),
				rows(name, observation.getHighCardinalityKeyNames(), "high"));
	}

	private static Stream<String> rows(String name, KeyName[] keys, String cardinality) {
		return Arrays.stream(keys).map((key) -> "%s %s %s".formatted(name, key.asString(), cardinality));
	}

	private static String name(AmgiObservation observation) {
		try {
			Class<? extends ObservationConvention<? extends Observation.Context>> convention = observation
				.getDefaultConvention();
			return String.valueOf(convention.getDeclaredConstructor().newInstance().getName());
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
