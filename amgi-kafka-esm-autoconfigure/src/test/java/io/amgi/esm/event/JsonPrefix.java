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

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/**
 * Distinguishes the beginnings of well-formed documents from malformed ones.
 */
final class JsonPrefix {

	static final JsonFactory FACTORY = JsonFactory.builder()
		.disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
		.build();

	private static final Pattern HALF_NUMBER = Pattern.compile("(?s).*([-+.]|-I|[0-9][eE])");

	private static final List<String> LITERALS = List.of("true", "false", "null");

	private JsonPrefix() {
	}

	/**
	 * Returns whether some well-formed document begins with the first bytes of a
	 * document.
	 * @param json the document
	 * @param length the number of bytes
	 * @return whether there is such a document
	 */
	static boolean isViable(byte[] json, int length) {
		CharBuffer text = CharBuffer.allocate(length + 1);
		ByteBuffer bytes = ByteBuffer.wrap(json, 0, length);
		boolean utf8 = !StandardCharsets.UTF_8.newDecoder().decode(bytes, text, false).isError();
		String prefix = text.flip().toString();
		return utf8 && (bytes.hasRemaining() ? endsAtMostTooSoon(prefix + "\u00e9")
				: completions(prefix).anyMatch((completion) -> endsAtMostTooSoon(prefix + completion)));
	}

	// Jackson reports half a literal or number as malformed.
	private static Stream<String> completions(String prefix) {
		Stream<String> literals = LITERALS.stream()
			.flatMap((literal) -> IntStream.range(1, literal.length())
				.filter((length) -> prefix.endsWith(literal.substring(0, length)))
				.mapToObj(literal::substring));
		String end = prefix.substring(Math.max(prefix.length() - 2, 0));
		return Stream.concat(Stream.of(HALF_NUMBER.matcher(end).matches() ? "0" : ""), literals);
	}

	private static boolean endsAtMostTooSoon(String json) {
		try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(),
				json.getBytes(StandardCharsets.UTF_8))) {
			for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
				parser.getString();
			}
			return true;
		}
		catch (UnexpectedEndOfInputException ex) {
			return true;
		}
		catch (JacksonException ex) {
			return ex.getOriginalMessage().startsWith("Unexpected end-of-input");
		}
	}

	/**
	 * Returns the number of bytes before the first one that is not UTF-8.
	 * @param json the document
	 * @return the number, which is the document's length if all of it is UTF-8
	 */
	static int utf8Length(byte[] json) {
		ByteBuffer bytes = ByteBuffer.wrap(json);
		StandardCharsets.UTF_8.newDecoder().decode(bytes, CharBuffer.allocate(json.length), true);
		return bytes.position();
	}

}
