package io.amgi.esm.event;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the decoder with what the contract makes of the document as Jackson reads it,
 * over generated events and mutations of them.
 * <p>
 * Both accept an event or both refuse it. Where both accept it, all fields of all records
 * are equal. Where both refuse well-formed JSON, so is the reason, at a place inside the
 * records if it is one of theirs.
 * <p>
 * Jackson lets some text pass that is not UTF-8, and therefore not JSON. The decoder
 * refuses all of it.
 */
class KafkaEventDecoderDifferentialTests {

	private static final Pattern MESSAGE = Pattern
		.compile("(?s)Invalid Kafka event: expected (.*) at (\\$.*) \\(byte (\\d+)\\)");

	// The reasons that are found where a record is.
	private static final Pattern OF_RECORDS = Pattern.compile(".*record.*|'offset'.*");

	private final long seed = Long.getLong("amgi.test.seed", System.nanoTime());

	private final Random random = new Random(this.seed);

	private final EventGenerator generator = new EventGenerator(this.random);

	@Test
	void generatedEventsAreDecodedAlike() {
		for (int i = 0; i < 2_000; i++) {
			assertAlike(this.generator.event().getBytes(StandardCharsets.UTF_8));
		}
	}

	@Test
	void mutatedEventsAreDecodedAlike() {
		EventMutator mutator = new EventMutator(this.random);
		for (int i = 0; i < 20_000; i++) {
			assertAlike(mutator.mutate(this.generator.event().getBytes(StandardCharsets.UTF_8)));
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

	private void assertAlike(byte[] json) {
		ExpectedEvent expected = new ExpectedEvent(json);
		String description = "-Damgi.test.seed=%d, event %s".formatted(this.seed,
				new String(json, StandardCharsets.ISO_8859_1));
		try {
			KafkaEvent actual = new KafkaEventDecoder().decode(inPieces(json));
			assertThat(expected.refusal()).as(description).isNull();
			assertThat(isUtf8(json)).as(description).isTrue();
			assertThat(ExpectedEvent.describe(actual)).as(description).isEqualTo(expected.describe());
		}
		catch (InvalidKafkaEventException ex) {
			assertRefused(ex, expected.refusal(), json, description);
		}
	}

	private static void assertRefused(InvalidKafkaEventException ex, String refusal, byte[] json, String description) {
		Matcher message = MESSAGE.matcher(ex.getMessage());
		assertThat(message.matches()).as(description).isTrue();
		assertThat(Long.parseLong(message.group(3))).as(description).isBetween(0L, (long) json.length);
		if (!isUtf8(json)) {
			return;
		}
		assertThat(refusal).as(description).isNotNull();
		if (!refusal.equals(ExpectedEvent.MALFORMED)) {
			assertThat(message.group(1)).as(description).isEqualTo(refusal);
			assertThat(message.group(2).startsWith("$['records']")).as(description)
				.isEqualTo(OF_RECORDS.matcher(refusal).matches() && !refusal.equals("'records'"));
		}
	}

	private static boolean isUtf8(byte[] json) {
		try {
			StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
			return true;
		}
		catch (CharacterCodingException ex) {
			return false;
		}
	}

	private InputStream inPieces(byte[] json) {
		return this.random.nextBoolean() ? new ByteArrayInputStream(json) : new InputStreamInPieces(json, this.random);
	}

}
