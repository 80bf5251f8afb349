package io.amgi.esm.event;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Generates well-formed events, most of whose members are what they should be.
 */
final class EventGenerator {

	private static final String[] NAMES = { "new", "", "é", "a\\u0062", "\\ud83d\\ude00", "topic", "offset", "value",
			"a\\\"b", "\\n" };

	private static final String[] TEXTS = { "CREATE_TIME", "orders", "pay\\u006dents", "\\\\", "日本", "😀", "\\ud83d",
			"1", "007", "+5", "-3", "\u0663", "aws:kafka", "YQ==", "n".repeat(70), "é".repeat(40) };

	private static final String[] NUMBERS = { "0", "-0", "1", "-1", "127", "128", "-128", "-129", "2147483648", "1.5",
			"1e3", "-2E-2", "9223372036854775807", "-9223372036854775808", "9223372036854775808",
			"123456789012345678901234567890" };

	private static final String[] SPACE = { "", "", "", "", "", " ", "\n", "\t\r " };

	private final Random random;

	private long offset;

	EventGenerator(Random random) {
		this.random = random;
	}

	String event() {
		this.offset = this.random.nextInt(100);
		List<String> members = new ArrayList<>();
		members.add(member("eventSource", rarely(10) ? any(2) : quoted("SelfManagedKafka")));
		members.add(member("bootstrapServers", rarely(10) ? any(2) : quoted("a:9092,b:9092")));
		if (rarely(4)) {
			members.add(member(one(NAMES), any(3)));
		}
		members.add(this.random.nextInt(members.size() + 1), member("records", records()));
		return space() + object(members) + space();
	}

	private String records() {
		return object(several(3, () -> member(one(new String[] { "orders-0", "payments-1", "é" }), recordList())));
	}

	private String recordList() {
		return array(several(4, () -> rarely(100) ? any(1) : record()));
	}

	private String record() {
		List<String> members = new ArrayList<>();
		members.add(member("topic", mostly(quoted(one(new String[] { "orders", "payments" })))));
		members.add(member("partition", mostly(rarely(10) ? quoted("1") : String.valueOf(this.random.nextInt(2)))));
		members.add(member("offset", rarely(100) ? any(1) : offset()));
		members.add(member("timestamp", mostly("1764000000000")));
		members.add(member("timestampType", mostly(quoted("CREATE_TIME"))));
		members.add(member("key", mostly(base64(20))));
		members.add(member("value", mostly(base64(rarely(300) ? 70_000 : 60))));
		members.add(member("headers", mostly(headers())));
		if (rarely(5)) {
			members.add(member("valueSchemaMetadata", mostly(object(several(3, () -> member(one(NAMES), any(1)))))));
		}
		if (rarely(5)) {
			members.add(this.random.nextInt(members.size()), member(one(NAMES), any(3)));
		}
		if (rarely(20)) {
			members.remove(this.random.nextInt(members.size()));
		}
		return object(members);
	}

	// Not always ascending, and now and then one that was there.
	private String offset() {
		this.offset += rarely(40) ? -1 - this.random.nextInt(3) : 1;
		return String.valueOf(Math.max(this.offset, 0));
	}

	private String headers() {
		return array(several(3, () -> mostly(object(several(2, () -> member(one(NAMES), mostly(headerValue())))))));
	}

	private String headerValue() {
		return array(several(20, () -> rarely(100) ? any(1) : String.valueOf(this.random.nextInt(256) - 128)));
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
