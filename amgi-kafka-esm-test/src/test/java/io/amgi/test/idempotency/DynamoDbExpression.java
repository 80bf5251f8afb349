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

package io.amgi.test.idempotency;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A condition or an update, as far as the idempotency store uses DynamoDB's expressions:
 * comparisons of strings, numbers and booleans, {@code attribute_not_exists}, {@code AND}
 * before {@code OR}, parentheses, and {@code SET}.
 */
final class DynamoDbExpression {

	private static final Pattern TOKEN = Pattern.compile("\\s*(<=|[=(),]|:?\\w+)");

	private final List<String> tokens = new ArrayList<>();

	private final JsonNode values;

	private final Set<String> used = new HashSet<>();

	private Map<String, JsonNode> item = Map.of();

	private int position;

	DynamoDbExpression(String expression, JsonNode values) {
		Matcher token = TOKEN.matcher(expression);
		int end = 0;
		while (end < expression.length()) {
			if (!token.find(end) || token.start() != end) {
				throw new IllegalArgumentException("Invalid expression: Syntax error; token at " + end);
			}
			this.tokens.add(token.group(1));
			end = token.end();
		}
		this.values = values;
	}

	Set<String> used() {
		return this.used;
	}

	boolean isMetBy(Map<String, JsonNode> item) {
		this.item = item;
		this.position = 0;
		boolean met = or();
		expectEnd();
		return met;
	}

	private boolean or() {
		boolean met = and();
		while (accept("OR")) {
			met |= and();
		}
		return met;
	}

	private boolean and() {
		boolean met = condition();
		while (accept("AND")) {
			met &= condition();
		}
		return met;
	}

	private boolean condition() {
		if (accept("(")) {
			boolean met = or();
			expect(")");
			return met;
		}
		if (accept("attribute_not_exists")) {
			expect("(");
			boolean met = operand() == null;
			expect(")");
			return met;
		}
		JsonNode left = operand();
		String comparator = next();
		JsonNode right = operand();
		return left != null && right != null && compare(left, comparator, right);
	}

	// Values of different types are never equal.
	private static boolean compare(JsonNode left, String comparator, JsonNode right) {
		return switch (comparator) {
			case "=" -> left.equals(right);
			case "<=" -> left.path("N").asString().length() > 0
					&& Long.parseLong(left.path("N").asString()) <= Long.parseLong(right.path("N").asString());
			default -> throw new IllegalArgumentException("Invalid expression: Syntax error; token: " + comparator);
		};
	}

	void update(Map<String, JsonNode> updated) {
		this.position = 0;
		expect("SET");
		do {
			String attribute = next();
			expect("=");
			JsonNode value = operand();
			if (value != null) {
				updated.put(attribute, value);
			}
		}
		while (accept(","));
		expectEnd();
	}

	private @Nullable JsonNode operand() {
		String name = next();
		if (!name.startsWith(":")) {
			return this.item.get(name);
		}
		this.used.add(name);
		JsonNode value = this.values.get(name);
		if (value == null) {
			throw new IllegalArgumentException(
					"Invalid expression: An expression attribute value used in expression is not defined; attribute value: "
							+ name);
		}
		return value;
	}

	private boolean accept(String token) {
		boolean accepted = this.position < this.tokens.size() && this.tokens.get(this.position).equals(token);
		this.position += accepted ? 1 : 0;
		return accepted;
	}

	private void expect(String token) {
		if (!accept(token)) {
			throw new IllegalArgumentException("Invalid expression: Syntax error; expected: " + token);
		}
	}

	private String next() {
		if (this.position == this.tokens.size()) {
			throw new IllegalArgumentException("Invalid expression: Syntax error; token: <EOF>");
		}
		return this.tokens.get(this.position++);
	}

	private void expectEnd() {
		if (this.position < this.tokens.size()) {
			throw new IllegalArgumentException(
					"Invalid expression: Syntax error; token: " + this.tokens.get(this.position));
		}
	}

}
