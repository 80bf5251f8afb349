package io.amgi.esm.event;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.amgi.esm.event.JsonTree.Member;
import io.amgi.protocol.MessageHeader;

/**
 * The record that a JSON object stands for by the contract: a table of rules, one per
 * member.
 */
final class ExpectedRecord {

	private final String recordsKey;

	private final List<Member> members;

	private final List<String> defects = new ArrayList<>();

	private final Map<String, String> undecoded = new TreeMap<>();

	private final Map<String, Object> fields = new LinkedHashMap<>();

	ExpectedRecord(String recordsKey, JsonTree json) {
		this.recordsKey = recordsKey;
		this.members = json.members();
		this.members.forEach((member) -> this.fields.put(member.name(), read(member.name(), member.value())));
		Stream.of("topic", "partition")
			.filter((name) -> this.fields.get(name) == null)
			.forEach((name) -> this.defects.add("'%s' is missing".formatted(name)));
	}

	private Object read(String name, JsonTree value) {
		return switch (name) {
			case "topic", "timestampType" -> value.isText() ? value.text() : missing(name, value, "a string");
			case "timestamp" -> (value.integer() != null) ? value.integer() : missing(name, value, "an integer");
			case "offset" -> value.integer();
			case "partition" -> partition(value);
			case "key", "value" -> bytes(name, value);
			case "headers" -> headers(value);
			case "keySchemaMetadata", "valueSchemaMetadata" ->
				value.isObject() ? metadata(value) : missing(name, value, "an object");
			default -> null;
		};
	}

	private Object missing(String name, JsonTree value, String expected) {
		if (!value.isNull()) {
			this.defects.add("expected '%s' to be %s".formatted(name, expected));
		}
		return null;
	}

	// Old events have the partition as a string.
	private Integer partition(JsonTree value) {
		String number = value.isText() ? value.text() : String.valueOf(value.integer());
		try {
			return Optional.of(Math.toIntExact(Long.parseLong(number)))
				.filter((partition) -> partition >= 0)
				.orElseThrow(NumberFormatException::new);
		}
		catch (ArithmeticException | NumberFormatException ex) {
			this.defects.add("expected 'partition' to be an integer of 32 bits from 0 on");
			return null;
		}
	}

	private byte[] bytes(String name, JsonTree value) {
		if (!value.isText()) {
			if (!value.isNull()) {
				this.undecoded.put(name, "");
			}
			missing(name, value, "a base64 string");
			return null;
		}
		try {
			return Base64.getDecoder().decode(value.text().getBytes(StandardCharsets.UTF_8));
		}
		catch (IllegalArgumentException ex) {
			this.undecoded.put(name, value.text());
			this.defects.add("expected '%s' to be base64".formatted(name));
			return null;
		}
	}

	private List<MessageHeader> headers(JsonTree value) {
		if (!value.isArray()) {
			missing("headers", value, "an array");
			return List.of();
		}
		return value.members()
			.stream()
			.map(Member::value)
			.filter((element) -> element.isObject() || missing("headers", element, "an array of objects") != null)
			.flatMap((element) -> element.members().stream())
			.map(this::header)
			.filter(Objects::nonNull)
			.toList();
	}

	private MessageHeader header(Member header) {
		JsonTree value = header.value();
		if (value.isNull()) {
			return new MessageHeader(header.name(), new byte[0]);
		}
		if (!value.isArray()) {
			missing("headers", value, "arrays of bytes");
			return null;
		}
		byte[] bytes = new byte[value.members().size()];
		for (int i = 0; i < bytes.length; i++) {
			Long element = value.members().get(i).value().integer();
			if (element == null || element != element.byteValue()) {
				this.defects.add("expected 'headers' to hold bytes from -128 to 127");
				return null;
			}
			bytes[i] = element.byteValue();
		}
		return new MessageHeader(header.name(), bytes);
	}

	private static Map<String, String> metadata(JsonTree value) {
		Map<String, String> metadata = new LinkedHashMap<>();
		value.members()
			.stream()
			.filter((member) -> member.value().isText())
			.forEach((member) -> metadata.put(member.name(), member.value().text()));
		return metadata;
	}

	/**
	 * Whether the record can be told from others.
	 */
	boolean isIdentified() {
		return offset() != null && offset() >= 0;
	}

	private Long offset() {
		return (Long) this.fields.get("offset");
	}

	/**
	 * The coordinates that no other record of an event may have, {@code null} for a
	 * record that lacks some.
	 */
	List<Object> coordinates() {
		Object topic = this.fields.get("topic");
		Object partition = this.fields.get("partition");
		return (topic != null && partition != null) ? List.of(topic, partition, offset()) : null;
	}

	/**
	 * Describes the record, so that it can be compared with
	 * {@link #describe(KafkaRecord)}.
	 */
	Map<String, Object> describe() {
		Map<String, Object> description = new LinkedHashMap<>();
		description.put("recordsKey", this.recordsKey);
		Stream
			.of("topic", "partition", "offset", "timestamp", "timestampType", "keySchemaMetadata",
					"valueSchemaMetadata")
			.forEach((name) -> description.put(name, this.fields.get(name)));
		description.put("key", text((byte[]) this.fields.get("key")));
		description.put("value", text((byte[]) this.fields.get("value")));
		description.put("headers", describe((List<?>) this.fields.getOrDefault("headers", List.of())));
		description.put("defect", this.defects.isEmpty() ? null : "Couldn't decode record: " + this.defects.get(0));
		description.put("undecoded", this.undecoded);
		description.put("id",
				description.get("topic") + ":" + description.get("partition") + ":" + description.get("offset"));
		description.put("binding", binding(description));
		return description;
	}

	// The key is always there, all else where the event has it.
	private static Map<String, Object> binding(Map<String, Object> description) {
		Map<String, Object> binding = new LinkedHashMap<>();
		binding.put("key", description.get("key"));
		Stream.of("partition", "offset", "timestamp", "timestampType", "keySchemaMetadata", "valueSchemaMetadata")
			.filter((name) -> description.get(name) != null)
			.forEach((name) -> binding.put(name, description.get(name)));
		return binding;
	}

	/**
	 * Describes a decoded record.
	 */
	static Map<String, Object> describe(KafkaRecord record) {
		Map<String, Object> description = new LinkedHashMap<>();
		description.put("recordsKey", record.recordsKey());
		description.put("topic", record.topic());
		description.put("partition", record.partition());
		description.put("offset", record.offset());
		description.put("timestamp", record.timestamp());
		description.put("timestampType", record.timestampType());
		description.put("keySchemaMetadata", record.keySchemaMetadata());
		description.put("valueSchemaMetadata", record.valueSchemaMetadata());
		description.put("key", text(record.key()));
		description.put("value", text(record.payload()));
		description.put("headers", describe(record.headers()));
		description.put("defect", record.defect());
		description.put("undecoded", record.undecoded());
		description.put("id", record.id());
		description.put("binding", binding(record));
		return description;
	}

	private static Map<String, Object> binding(KafkaRecord record) {
		Map<String, Object> binding = new LinkedHashMap<>();
		Map<String, Object> decoded = record.bindings().get("kafka");
		decoded.forEach((name, value) -> {
			boolean same = decoded.containsKey(name) && decoded.get(name) == value
					|| Objects.equals(decoded.get(name), value);
			binding.put(name, (value instanceof byte[] bytes) ? text(bytes) : same ? value : "unlike get()");
		});
		return binding;
	}

	private static String text(byte[] bytes) {
		return (bytes != null) ? new String(bytes, StandardCharsets.ISO_8859_1) : null;
	}

	private static List<String> describe(List<?> headers) {
		return headers.stream()
			.map(MessageHeader.class::cast)
			.map((header) -> header.name() + "=" + text(header.value()))
			.toList();
	}

}
