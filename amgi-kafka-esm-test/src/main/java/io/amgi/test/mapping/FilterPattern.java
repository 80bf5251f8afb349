package io.amgi.test.mapping;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/**
 * One pattern, for the record's value.
 */
final class FilterPattern {

	private final boolean json;

	private final Predicate<JsonNode> rule;

	private FilterPattern(JsonNode value) {
		this.json = value.isObject();
		this.rule = compile(value);
	}

	static FilterPattern parse(String pattern) {
		JsonNode json = JsonMapper.shared().readTree(pattern);
		Assert.isTrue(json.isObject() && json.size() == 1 && json.has("value"),
				"A filter pattern for Kafka must be a JSON object with the one key 'value'");
		return new FilterPattern(json.path("value"));
	}

	boolean matches(byte @Nullable [] value) {
		String text = (value != null) ? decode(value) : null;
		if (text == null) {
			return false;
		}
		JsonNode object = readObject(text);
		return this.json == (object != null) && this.rule.test((object != null) ? object : new StringNode(text));
	}

	private static Predicate<JsonNode> compile(JsonNode pattern) {
		if (pattern.isArray()) {
			List<Predicate<JsonNode>> rules = pattern.valueStream().map(FilterRule::parse).toList();
			return (node) -> rules.stream().anyMatch((rule) -> rule.test(node));
		}
		Assert.isTrue(pattern.isObject(), "A filter pattern must have arrays of rules at its leaves");
		List<Predicate<JsonNode>> fields = pattern.properties().stream().map(FilterPattern::field).toList();
		return anyElement((node) -> fields.stream().allMatch((field) -> field.test(node)));
	}

	// What an empty list holds, is not there.
	private static Predicate<JsonNode> anyElement(Predicate<JsonNode> pattern) {
		return (node) -> (node.isArray() && !node.isEmpty()) ? node.valueStream().anyMatch(pattern)
				: pattern.test(node);
	}

	private static Predicate<JsonNode> field(Map.Entry<String, JsonNode> field) {
		Predicate<JsonNode> rule = compile(field.getValue());
		return (node) -> rule.test(node.path(field.getKey()));
	}

	private static @Nullable JsonNode readObject(String text) {
		try {
			JsonNode json = JsonMapper.shared().readTree(text);
			return (json.isObject()) ? json : null;
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	private static @Nullable String decode(byte[] value) {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
		}
		catch (CharacterCodingException ex) {
			return null;
		}
	}

}
