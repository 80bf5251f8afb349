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

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SymbolTableTests {

	private static final int MANY = 1_000;

	@Test
	void knownStringIsReadAsTheSameOne() {
		List<String> read = read("topic", "offset", "topic");
		assertThat(read).containsExactly("topic", "offset", "topic");
		assertThat(read.get(2)).isSameAs(read.get(0));
	}

	@Test
	void stringsAreKeptUpToABound() {
		assertThat(read(distinct()).stream().filter(Objects::nonNull)).hasSizeLessThan(MANY / 4);
	}

	@Test
	void knownStringIsReadAlsoBehindTooMany() {
		List<String> read = read(Stream.of(Stream.of("topic"), Stream.of(distinct()), Stream.of("topic"))
			.flatMap((names) -> names)
			.toArray(String[]::new));
		assertThat(read.get(read.size() - 1)).isSameAs(read.get(0)).isEqualTo("topic");
	}

	private static String[] distinct() {
		return IntStream.range(0, MANY).mapToObj((i) -> "name" + i).toArray(String[]::new);
	}

	// Leaves each string completely read or skipped, as other readers do.
	private static List<String> read(String... names) {
		byte[] json = (String.join("\"", names) + '"').getBytes(StandardCharsets.US_ASCII);
		JsonInput bytes = new JsonInput(new ByteArrayInputStream(json), new JsonPath());
		SymbolTable symbols = new SymbolTable(bytes);
		return Stream.of(names).map((name) -> {
			String symbol = symbols.read();
			if (symbol == null) {
				bytes.moveTo(bytes.position() + name.length() + 1);
			}
			return symbol;
		}).toList();
	}

}
