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

package io.amgi.channel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * The address of a channel: literal, or a template with parameters such as
 * <code>orders.{region}</code>. A parameter matches one or more characters, as few as
 * possible, but for the last one.
 */
public final class ChannelAddress {

	// Marks a parameter in a pattern: one character, followed by any number of others.
	private static final char ANY = 1;

	private static final char MORE = 2;

	private static final char END = 0;

	private final String text;

	// One more than parameters: what stands before, between and after them.
	private final List<String> literals = new ArrayList<>();

	private final List<String> parameters = new ArrayList<>();

	private ChannelAddress(String text) {
		this.text = text;
	}

	/**
	 * Parses an address.
	 * @param text the address
	 * @param constraints the constraints on it
	 * @return the parsed address
	 * @throws IllegalArgumentException if the address is empty, a brace has no partner, a
	 * parameter has no name or the name of another one, or a constraint is violated
	 */
	public static ChannelAddress parse(String text, AddressConstraints constraints) {
		Assert.hasText(text, "A channel's address must not be empty");
		ChannelAddress address = new ChannelAddress(text);
		int position = 0;
		for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', position)) {
			int close = text.indexOf('}', open);
			Assert.isTrue(close > 0, () -> "'{' without '}' in address '%s'".formatted(text));
			address.addLiteral(text.substring(position, open), constraints);
			address.addParameter(text.substring(open + 1, close));
			position = close + 1;
		}
		address.addLiteral(text.substring(position), constraints);
		constraints.checkLength(address.minLength(), text);
		return address;
	}

	private void addLiteral(String literal, AddressConstraints constraints) {
		Assert.isTrue(literal.indexOf('}') < 0, () -> "'}' without '{' in address '%s'".formatted(this.text));
		constraints.checkLiteral(literal, this.text);
		this.literals.add(literal);
	}

	private void addParameter(String name) {
		Assert.isTrue(!name.isBlank() && name.indexOf('{') < 0,
				() -> "Parameter without a name in address '%s'".formatted(this.text));
		Assert.isTrue(!this.parameters.contains(name),
				() -> "Parameter '%s' more than once in address '%s'".formatted(name, this.text));
		this.parameters.add(name);
	}

	/**
	 * Returns the names of the parameters in their order.
	 * @return the names, empty for a literal address
	 */
	public List<String> getParameters() {
		return Collections.unmodifiableList(this.parameters);
	}

	/**
	 * Returns whether the address has no parameters.
	 * @return whether it is literal
	 */
	public boolean isLiteral() {
		return this.parameters.isEmpty();
	}

	/**
	 * Returns a regular expression that the same addresses match.
	 * @return the expression
	 */
	public String toRegex() {
		return this.literals.stream()
			.map((literal) -> literal.isEmpty() ? "" : Pattern.quote(literal))
			.collect(Collectors.joining(".+"));
	}

	private int minLength() {
		return literalLength() + this.parameters.size();
	}

	int literalLength() {
		return this.literals.stream().mapToInt(String::length).sum();
	}

	/**
	 * Matches a message's address.
	 * @param address the message's address
	 * @return the values of the parameters, or {@code null} if the address is another one
	 */
	@Nullable Map<String, String> match(String address) {
		if (isLiteral()) {
			return address.equals(this.text) ? Map.of() : null;
		}
		String tail = this.literals.get(this.parameters.size());
		int end = address.length() - tail.length();
		int start = this.literals.get(0).length();
		if (start >= end || !address.startsWith(this.literals.get(0)) || !address.endsWith(tail)) {
			return null;
		}
		return matchParameters(address, start, end);
	}

	// Matching a literal at its first occurrence leaves most characters for later
	// literals, so there is no need to backtrack.
	private @Nullable Map<String, String> matchParameters(String address, int start, int end) {
		Map<String, String> values = new LinkedHashMap<>();
		int position = start;
		int last = this.parameters.size() - 1;
		for (int i = 0; i < last; i++) {
			String literal = this.literals.get(i + 1);
			int found = address.indexOf(literal, position + 1);
			if (found < 0 || found + literal.length() >= end) {
				return null;
			}
			values.put(this.parameters.get(i), address.substring(position, found));
			position = found + literal.length();
		}
		values.put(this.parameters.get(last), address.substring(position, end));
		return values;
	}

	/**
	 * Puts values in the place of the parameters.
	 * @param values the values by the parameters' names
	 * @return the text of the address with these values
	 */
	public String expand(Map<String, String> values) {
		StringBuilder expanded = new StringBuilder(this.literals.get(0));
		for (int i = 0; i < this.parameters.size(); i++) {
			expanded.append(values.get(this.parameters.get(i))).append(this.literals.get(i + 1));
		}
		return expanded.toString();
	}

	/**
	 * Returns whether some message's address matches both this and another address, which
	 * then rank equally.
	 * @param other the other address
	 * @return whether they conflict
	 */
	boolean conflictsWith(ChannelAddress other) {
		return isLiteral() == other.isLiteral() && literalLength() == other.literalLength()
				&& intersect(pattern(), other.pattern());
	}

	private String pattern() {
		return String.join(ANY + "" + MORE, this.literals);
	}

	// Checks from the ends, for each pair of suffixes, whether a text matches both
	// patterns.
	private static boolean intersect(String some, String other) {
		boolean[][] rests = new boolean[some.length() + 2][other.length() + 2];
		for (int i = some.length(); i >= 0; i--) {
			for (int j = other.length(); j >= 0; j--) {
				char first = (i < some.length()) ? some.charAt(i) : END;
				char second = (j < other.length()) ? other.charAt(j) : END;
				rests[i][j] = (first == MORE && (rests[i + 1][j] || (second != END && rests[i][j + 1])))
						|| (second == MORE && (rests[i][j + 1] || (first != END && rests[i + 1][j])))
						|| (first == END && second == END) || (agree(first, second) && rests[i + 1][j + 1]);
			}
		}
		return rests[0][0];
	}

	private static boolean agree(char first, char second) {
		return first == second || (first == ANY && second != END) || (second == ANY && first != END);
	}

	@Override
	public String toString() {
		return this.text;
	}

}
