package io.amgi.esm.event;

import java.util.ArrayList;
import java.util.List;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * A JSON document as Jackson reads it, with repeated members in their order.
 *
 * @param token the token that the value begins with
 * @param text the text of a string
 * @param integer the integer, {@code null} for other values and beyond 64 bits
 * @param members the members of an object, or the elements of an array without names
 */
record JsonTree(JsonToken token, String text, Long integer, List<Member> members) {

	private static final JsonFactory FACTORY = JsonFactory.builder()
		.disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
		.build();

	/**
	 * Reads a document.
	 * @param json the document
	 * @return the tree
	 * @throws tools.jackson.core.JacksonException if it is not well-formed, or beyond
	 * Jackson's limits
	 */
	static JsonTree read(byte[] json) {
		try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
			JsonTree tree = read(parser, parser.nextToken());
			return (parser.nextToken() == null) ? tree : new JsonTree(null, null, null, List.of());
		}
	}

	private static JsonTree read(JsonParser parser, JsonToken token) {
		if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
			return new JsonTree(token, null, null, members(parser));
		}
		boolean small = token == JsonToken.VALUE_NUMBER_INT
				&& parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
		return new JsonTree(token, (token == JsonToken.VALUE_STRING) ? parser.getString() : null,
				small ? parser.getLongValue() : null, List.of());
	}

	private static List<Member> members(JsonParser parser) {
		List<Member> members = new ArrayList<>();
		for (JsonToken next = parser.nextToken(); !next.isStructEnd(); next = parser.nextToken()) {
			boolean named = next == JsonToken.PROPERTY_NAME;
			String name = named ? parser.currentName() : null;
			members.add(new Member(name, read(parser, named ? parser.nextToken() : next)));
		}
		return members;
	}

	boolean isNull() {
		return this.token == JsonToken.VALUE_NULL;
	}

	boolean isText() {
		return this.token == JsonToken.VALUE_STRING;
	}

	boolean isObject() {
		return this.token == JsonToken.START_OBJECT;
	}

	boolean isArray() {
		return this.token == JsonToken.START_ARRAY;
	}

	/**
	 * A member of an object, or an element of an array.
	 *
	 * @param name the name, {@code null} for an element
	 * @param value the value
	 */
	record Member(String name, JsonTree value) {

	}

}
