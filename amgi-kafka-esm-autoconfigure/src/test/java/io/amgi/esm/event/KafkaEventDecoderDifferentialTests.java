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

import io.amgi.protocol.MessageHeader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the decoder with one that is made of Jackson's parser, over generated events
 * and mutations of them.
 * <p>
 * Both accept an event or both refuse it. Where both accept it, all records are equal.
 * Where both refuse it, what was expected and the path are equal; so is the byte offset,
 * but for JSON that is not well-formed: Jackson points behind what it has read up to
 * then, the decoder at the byte that is wrong.
 * <p>
 * Of what is not UTF-8, and therefore not JSON, Jackson lets some pass. The decoder
 * refuses all of it, unless it has refused the event for something before, as Jackson
 * does.
 */
class KafkaEventDecoderDifferentialTests {

	private static final Pattern MESSAGE = Pattern
		.compile("(?s)Invalid Kafka event: expected (.*) at (\\$.*) \\(byte (\\d+)\\)");

	// The path of an error behind a literal depends in Jackson on what kind of character
	// follows it, also beyond ASCII.
	private static final Pattern KNOWN_DIFFERENCE = Pattern.compile("(true|false|null)[\\x80-\\xFF]");

	private static final String REFUSED = "refused: expected ";

	private static final String MALFORMED = REFUSED + "well-formed JSON";

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
		String text = new String(json, StandardCharsets.ISO_8859_1);
		String actual = outcome(() -> new KafkaEventDecoder().decode(inPieces(json)));
		String expected = outcome(() -> new JacksonKafkaEventDecoder().decode(new ByteArrayInputStream(json)));
		boolean mayDiffer = !isUtf8(json) || KNOWN_DIFFERENCE.matcher(text).find();
		assertThat(actual).as("-Damgi.test.seed=%d, event %s", this.seed, text)
			.isEqualTo((mayDiffer && actual.startsWith(MALFORMED)) ? actual : expected);
		assertThat(isUtf8(json) || actual.startsWith(REFUSED)).as("-Damgi.test.seed=%d, event %s", this.seed, text)
			.isTrue();
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

	private static String outcome(Decoding decoding) {
		try {
			return describe(decoding.decode());
		}
		catch (InvalidKafkaEventException ex) {
			return describe(ex);
		}
	}

	private static String describe(InvalidKafkaEventException ex) {
		Matcher message = MESSAGE.matcher(String.valueOf(ex.getMessage()));
		assertThat(message.matches()).isTrue();
		String expectation = message.group(1) + " at " + message.group(2);
		boolean exact = !expectation.startsWith("JSON of sane") && !expectation.startsWith("well-formed JSON");
		return REFUSED + (exact ? expectation + " byte " + message.group(3) : expectation);
	}

	private static String describe(KafkaEvent event) {
		StringBuilder description = new StringBuilder(
				event.eventSource() + "," + event.eventSourceArn() + "," + event.bootstrapServers());
		event.records().forEach((record) -> describe(record, description));
		return description.toString();
	}

	private static void describe(KafkaRecord record, StringBuilder description) {
		description.append('\n').append(record.recordsKey()).append(',').append(record.id());
		description.append(',').append(record.timestamp()).append(record.timestampType());
		describe(record.key(), description);
		describe(record.value(), description);
		for (MessageHeader header : record.headers()) {
			description.append(header.name());
			describe(header.value(), description);
		}
		description.append(record.keySchemaMetadata()).append(record.valueSchemaMetadata()).append(record.defect());
		description.append(record.undecoded());
	}

	private static void describe(byte[] bytes, StringBuilder description) {
		description.append('=').append((bytes != null) ? new String(bytes, StandardCharsets.ISO_8859_1) : "null!");
	}

	/**
	 * A way to decode.
	 */
	private interface Decoding {

		KafkaEvent decode();

	}

}
