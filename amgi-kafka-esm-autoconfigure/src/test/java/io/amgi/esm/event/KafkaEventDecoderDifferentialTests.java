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
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the decoder with the contract, applied to the document as Jackson reads it,
 * over generated events and mutations of them.
 * <p>
 * Either both accept an event or both refuse it. If they accept it, all fields of all
 * records and all answers of their bindings are equal. If they refuse it, reason, path
 * and byte offset are equal. Jackson's offset of a syntax error is not exact: instead,
 * some well-formed document must begin like the event before the reported byte, and none
 * like the event after it.
 * <p>
 * Jackson accepts some text that is not UTF-8, and therefore not JSON. The decoder
 * refuses all of it.
 */
class KafkaEventDecoderDifferentialTests {

	private static final Pattern MESSAGE = Pattern
		.compile("(?s)Invalid Kafka event: expected (.*) at (\\$.*) \\(byte (\\d+)\\)");

	private static final int ESCAPE_LENGTH = "\\u0000".length();

	private static final Pattern LITERAL = Pattern.compile("(?s).*(true|false|null|[0-9])");

	private final long seed = Long.getLong("amgi.test.seed", System.nanoTime());

	private final Random random = new Random(this.seed);

	private final EventGenerator generator = new EventGenerator(this.random);

	@Test
	void generatedEventsAreDecodedAlike() {
		int accepted = 0;
		for (int i = 0; i < 2_000; i++) {
			accepted += assertAlike(this.generator.event().getBytes(StandardCharsets.UTF_8)) ? 1 : 0;
		}
		assertThat(accepted).as("-Damgi.test.seed=%d", this.seed).isBetween(1_000, 1_900);
	}

	@Test
	void mutatedEventsAreDecodedAlike() {
		EventMutator mutator = new EventMutator(this.random);
		for (int i = 0; i < 10_000; i++) {
			byte[] event = this.generator.event().getBytes(StandardCharsets.UTF_8);
			assertAlike(mutator.mutate(event));
			assertAlike(mutator.mutate(event));
		}
	}

	@Test
	void truncatedEventsAreDecodedAlike() {
		byte[] event = this.generator.event().getBytes(StandardCharsets.UTF_8);
		for (int length = 0; length < event.length; length++) {
			byte[] truncated = new byte[length];
			System.arraycopy(event, 0, truncated, 0, length);
			assertAlike(truncated);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 499, 500, 501 })
	void deepNestingIsDecodedAlike(int depth) {
		assertAlike("{\"new\":%s1%s,\"records\":{}}".formatted("[".repeat(depth - 1), "]".repeat(depth - 1)));
		assertAlike("{\"new\":%s1%s,\"records\":{}}".formatted("{\"a\":".repeat(depth - 1), "}".repeat(depth - 1)));
	}

	@ParameterizedTest
	@ValueSource(ints = { 999, 1000, 1001 })
	void hugeNumbersAreDecodedAlike(int digits) {
		String number = "9".repeat(digits);
		for (String json : new String[] { number, "-" + number, number.substring(1) + ".1",
				number.substring(2) + "e10" }) {
			assertAlike("{\"new\":%s,\"records\":{}}".formatted(json));
			assertAlike("{\"records\":{\"t-0\":[{\"offset\":1,\"topic\":\"t\",\"partition\":%s}]}}".formatted(json));
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 49_999, 50_000, 50_001 })
	void longNamesAreDecodedAlike(int length) {
		assertAlike("{\"%s\":1,\"records\":{}}".formatted("n".repeat(length)));
		assertAlike("{\"\\u00e9%s\":1,\"records\":{}}".formatted("n".repeat(length - 2)));
	}

	private void assertAlike(String json) {
		assertAlike(json.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Returns whether the event is accepted.
	 */
	private boolean assertAlike(byte[] json) {
		Supplier<String> description = () -> "-Damgi.test.seed=%d, event %s".formatted(this.seed,
				new String(json, StandardCharsets.ISO_8859_1));
		JsonDocument document = new JsonDocument(json);
		ExpectedEvent expected = new ExpectedEvent(document);
		try {
			KafkaEvent actual = new KafkaEventDecoder().decode(inPieces(json));
			assertThat(document.isWellFormed()).as(description).isTrue();
			assertThat(expected.refusal()).as(description).isEmpty();
			assertThat(Description.of(actual)).as(description).isEqualTo(expected.describe());
			return true;
		}
		catch (InvalidKafkaEventException ex) {
			assertRefusedAlike(ex, document, expected.refusal(), description);
			return false;
		}
		catch (RuntimeException ex) {
			throw new AssertionError(description.get(), ex);
		}
	}

	private static void assertRefusedAlike(InvalidKafkaEventException ex, JsonDocument document,
			Optional<Violation> refusal, Supplier<String> description) {
		assertThat(ex).as(description).hasNoCause();
		Violation actual = violation(ex.getMessage());
		if (endsLiteralBeyondAscii(document.json(), actual)) {
			assertMalformedAt((int) actual.offset(), document, description);
		}
		else if (refusal.isPresent()) {
			assertThat(actual).as(description).isEqualTo(refusal.get());
		}
		else {
			assertThat(document.isWellFormed()).as(description).isFalse();
			assertMalformed(actual, document, description);
		}
	}

	private static void assertMalformed(Violation actual, JsonDocument document, Supplier<String> description) {
		assertThat(actual.expectation()).as(description)
			.isEqualTo(document.isExcessive() ? "JSON of sane depth and lengths" : "well-formed JSON");
		assertThat(actual.path()).as(description).isEqualTo(document.errorPath());
		if (document.isExcessive()) {
			assertThat(actual.offset()).as(description).isEqualTo(document.errorOffset());
		}
		else if (JsonPrefix.isViable(document.json(), document.json().length)) {
			assertThat(actual.offset()).as(description).isEqualTo(document.json().length);
		}
		else {
			assertMalformedAt((int) actual.offset(), document, description);
		}
	}

	// The decoder reports the wrong byte or the one after it. It checks some names and
	// numbers as a whole and reports their end, which is after Jackson's position.
	private static void assertMalformedAt(int offset, JsonDocument document, Supplier<String> description) {
		byte[] json = document.json();
		int before = (offset <= document.errorOffset()) ? offset - 1 : (int) document.errorOffset() - ESCAPE_LENGTH;
		assertThat(before < 0 || JsonPrefix.isViable(json, before)).as(description).isTrue();
		int after = offset + 1;
		while (after < json.length && (json[after] & 0xC0) == 0x80) {
			after++;
		}
		assertThat(JsonPrefix.isViable(json, Math.min(after, json.length))).as(description).isFalse();
	}

	private static Violation violation(String message) {
		Matcher matcher = MESSAGE.matcher(message);
		assertThat(matcher.matches()).isTrue();
		return new Violation(matcher.group(1), matcher.group(2), Long.parseLong(matcher.group(3)));
	}

	// Jackson accepts some characters beyond ASCII as the end of a literal or number.
	private static boolean endsLiteralBeyondAscii(byte[] json, Violation actual) {
		int offset = (int) actual.offset();
		return actual.expectation().equals("well-formed JSON") && offset < json.length && json[offset] < 0
				&& LITERAL.matcher(new String(json, 0, offset, StandardCharsets.ISO_8859_1)).matches();
	}

	private InputStream inPieces(byte[] json) {
		return this.random.nextBoolean() ? new ByteArrayInputStream(json) : new InputStreamInPieces(json, this.random);
	}

}
