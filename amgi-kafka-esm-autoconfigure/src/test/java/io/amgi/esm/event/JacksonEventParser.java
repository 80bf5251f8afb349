package io.amgi.esm.event;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

import io.amgi.internal.LogText;

/**
 * Jackson's parser with errors that say what was expected and where, and never what was
 * found: that may be a payload.
 */
final class JacksonEventParser implements AutoCloseable {

	private static final JsonFactory FACTORY = JsonFactory.builder()
		.disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
		.build();

	private final JsonParser parser;

	JacksonEventParser(byte[] json) {
		this.parser = FACTORY.createParser(ObjectReadContext.empty(), json);
	}

	JsonToken next() {
		JsonToken token = guarded(this.parser::nextToken);
		if (token == null) {
			throw invalid("more JSON", this.parser.currentLocation());
		}
		return token;
	}

	/**
	 * Moves on to the next member of the current object, and to its value.
	 * @return the member's name, or {@code null} at the end of the object
	 */
	@Nullable String nextMember() {
		String name = guarded(this.parser::nextName);
		if (name != null) {
			next();
		}
		return name;
	}

	/**
	 * Moves on to the next element of the current array.
	 * @return whether there is one
	 */
	boolean nextElement() {
		return next() != JsonToken.END_ARRAY;
	}

	boolean at(JsonToken token) {
		return this.parser.currentToken() == token;
	}

	void expect(JsonToken token, String expectation) {
		if (!at(token)) {
			throw invalid(expectation);
		}
	}

	void expectEnd() {
		if (guarded(this.parser::nextToken) != null) {
			throw invalid("nothing after the event");
		}
	}

	void skipValue() {
		guarded(this.parser::skipChildren);
	}

	String text() {
		return guarded(this.parser::getString);
	}

	/**
	 * Returns the current value if it is an integer of 64 bits.
	 * @return the integer, or {@code null} if the value is something else
	 */
	@Nullable Long integer() {
		if (!at(JsonToken.VALUE_NUMBER_INT)
				|| guarded(this.parser::getNumberType) == JsonParser.NumberType.BIG_INTEGER) {
			return null;
		}
		return this.parser.getLongValue();
	}

	InvalidKafkaEventException invalid(String expectation) {
		return invalid(expectation, this.parser.currentTokenLocation());
	}

	private InvalidKafkaEventException invalid(String expectation, TokenStreamLocation location) {
		return new InvalidKafkaEventException(expectation, path(this.parser.streamReadContext()),
				location.getByteOffset());
	}

	private <T> T guarded(Supplier<T> call) {
		try {
			return call.get();
		}
		catch (StreamConstraintsException ex) {
			throw invalid("JSON of sane depth and lengths", this.parser.currentLocation());
		}
		catch (JacksonException ex) {
			throw invalid("well-formed JSON", this.parser.currentLocation());
		}
	}

	private static String path(TokenStreamContext context) {
		TokenStreamContext parent = context.getParent();
		if (parent == null) {
			return "$";
		}
		return path(parent) + segment(context);
	}

	private static String segment(TokenStreamContext context) {
		if (context.inArray()) {
			return context.hasCurrentIndex() ? "[" + context.getCurrentIndex() + "]" : "";
		}
		return context.hasCurrentName() ? "['" + LogText.of(context.currentName(), 100) + "']" : "";
	}

	@Override
	public void close() {
		this.parser.close();
	}

}
