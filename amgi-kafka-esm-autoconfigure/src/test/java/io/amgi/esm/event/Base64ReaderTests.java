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
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.function.BiFunction;

import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests both implementations on every JVM, although each JVM uses only one of them.
 */
@ParameterizedClass
@EnumSource
class Base64ReaderTests {

	private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	private final long seed = Long.getLong("amgi.test.seed", System.nanoTime());

	private final Random random = new Random(this.seed);

	@Parameter
	Way way;

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 2, 3, 33, 34, 35, 36, 37, 1_000, 30_000, 100_001, 1_000_000 })
	void valuesOfAnyLengthAreDecoded(int length) {
		byte[] value = new byte[length];
		this.random.nextBytes(value);
		assertRead(Base64.getEncoder().encodeToString(value), value);
		assertRead(Base64.getEncoder().withoutPadding().encodeToString(value), value);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 8 })
	void eachCharacterIsDecodedInEachPlace(int place) {
		for (int i = 0; i < 64; i++) {
			String text = "A".repeat(63 + place) + ALPHABET.charAt(i) + "A".repeat(64 - place);
			assertRead(text, Base64.getDecoder().decode(text));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "=", "====", "A", "AAAAA", "AA=", "AAA==", "A===", "AAAA=", "AA==AAAA", "AA==A", "-", "_",
			"AA A", "AAA*", "AAA~", "AAA}", "AAA.", "AAAA\u00e9" })
	void otherTextIsNotBase64(String end) {
		assertNotBase64(end);
		assertNotBase64("A".repeat(64) + end);
		assertNotBase64(end + "A".repeat(64));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\\/AAA", "AA\\u003d\\u003d", "\\u0041AAA" })
	void escapesAreDecoded(String escaped) {
		String plain = escaped.replace("\\/", "/").replace("\\u003d", "=").replace("\\u0041", "A");
		assertRead(escaped, Base64.getDecoder().decode(plain));
		assertRead("A".repeat(64) + escaped, Base64.getDecoder().decode("A".repeat(64) + plain));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "A", "AAAA", "AAAA\u0001\"", "AAAA\\", "AAAA\\x\"" })
	void stringsWithoutEndAndMalformedOnesFail(String end) {
		for (String text : new String[] { end, "A".repeat(64) + end, "A".repeat(40_000) + end }) {
			assertThat(outcome(text.getBytes(StandardCharsets.UTF_8))).as(text).startsWith("Invalid Kafka event");
		}
	}

	private void assertRead(String text, byte[] expected) {
		assertOutcome(text, text(expected));
	}

	private void assertNotBase64(String text) {
		assertOutcome(text, "not base64: " + text);
	}

	private void assertOutcome(String text, String expected) {
		byte[] json = (text + "\",").getBytes(StandardCharsets.UTF_8);
		assertThat(outcome(json)).as("-Damgi.test.seed=%d, %s", this.seed, text).isEqualTo(expected + ", then ,");
	}

	private String outcome(byte[] json) {
		JsonInput bytes = new JsonInput(inPieces(json), new JsonPath());
		try {
			Base64Reader base64 = this.way.make.apply(bytes, new JsonText(bytes));
			byte[] read = base64.read();
			return ((read != null) ? text(read) : "not base64: " + base64.undecoded()) + ", then "
					+ (char) bytes.next();
		}
		catch (InvalidKafkaEventException ex) {
			return String.valueOf(ex.getMessage());
		}
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.ISO_8859_1);
	}

	private InputStream inPieces(byte[] json) {
		return this.random.nextBoolean() ? new ByteArrayInputStream(json) : new InputStreamInPieces(json, this.random);
	}

	/**
	 * A way to decode.
	 */
	enum Way {

		GROUPS(TableBase64Reader::new),

		SLICES((bytes, text) -> new JdkBase64Reader(bytes, new TableBase64Reader(bytes, text)));

		private final BiFunction<JsonInput, JsonText, Base64Reader> make;

		Way(BiFunction<JsonInput, JsonText, Base64Reader> make) {
			this.make = make;
		}

	}

}
