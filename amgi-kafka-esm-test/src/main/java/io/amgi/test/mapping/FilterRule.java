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

package io.amgi.test.mapping;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.springframework.util.Assert;
import tools.jackson.databind.JsonNode;

/**
 * One rule of a list at a leaf of a {@link FilterPattern}.
 */
final class FilterRule {

	private static final String IGNORE_CASE = "equals-ignore-case";

	private static final Map<String, IntPredicate> COMPARISONS = Map.of("=", (sign) -> sign == 0, "<",
			(sign) -> sign < 0, "<=", (sign) -> sign <= 0, ">", (sign) -> sign > 0, ">=", (sign) -> sign >= 0);

	private FilterRule() {
	}

	static Predicate<JsonNode> parse(JsonNode rule) {
		if (!rule.isContainer()) {
			return anyElement((node) -> isEqual(node, rule));
		}
		Map.Entry<String, JsonNode> operator = operator(rule);
		return parse(operator.getKey(), operator.getValue());
	}

	private static Map.Entry<String, JsonNode> operator(JsonNode rule) {
		Assert.isTrue(rule.isObject() && rule.size() == 1, "A filter rule must be a value or an object with one key");
		return rule.properties().iterator().next();
	}

	private static Predicate<JsonNode> parse(String operator, JsonNode operand) {
		return switch (operator) {
			case "prefix", "suffix", IGNORE_CASE -> anyElement(text(operator, operand));
			case "anything-but" -> anyElement(anythingBut(operand));
			case "numeric" -> anyElement(numeric(operand));
			case "exists" -> exists(operand);
			default -> throw new IllegalArgumentException("Filter rule '" + operator
					+ "' is not known here: use values, prefix, suffix, equals-ignore-case, anything-but, numeric or exists");
		};
	}

	private static Predicate<JsonNode> text(String operator, JsonNode operand) {
		return switch (operator) {
			case "prefix" -> text(operand, FilterRule::startsWith);
			case "suffix" -> text(operand, FilterRule::endsWith);
			case IGNORE_CASE -> text(operand, (text, expected, ignored) -> text.equalsIgnoreCase(expected));
			case "wildcard" -> text(operand, (text, expected, ignored) -> FilterWildcard.matches(text, expected));
			default -> throw new IllegalArgumentException("Filter rule 'anything-but' knows no '" + operator + "'");
		};
	}

	// The operand may ignore case, as in {"prefix":{"equals-ignore-case":"a"}}.
	private static Predicate<JsonNode> text(JsonNode operand, TextComparison comparison) {
		boolean ignoringCase = operand.isObject() && operand.size() == 1 && operand.has(IGNORE_CASE);
		JsonNode expected = (ignoringCase) ? operand.path(IGNORE_CASE) : operand;
		Assert.isTrue(expected.isString(), "A filter rule that compares text needs a string");
		return (node) -> node.isString() && comparison.test(node.asString(), expected.asString(), ignoringCase);
	}

	private static boolean startsWith(String text, String prefix, boolean ignoringCase) {
		return text.regionMatches(ignoringCase, 0, prefix, 0, prefix.length());
	}

	private static boolean endsWith(String text, String suffix, boolean ignoringCase) {
		return text.regionMatches(ignoringCase, text.length() - suffix.length(), suffix, 0, suffix.length());
	}

	private static Predicate<JsonNode> exists(JsonNode operand) {
		Assert.isTrue(operand.isBoolean(), "An 'exists' filter rule needs true or false");
		Predicate<JsonNode> leaf = anyElement(FilterRule::isLeaf);
		return (node) -> leaf.test(node) == operand.asBoolean();
	}

	private static boolean isLeaf(JsonNode node) {
		return !node.isMissingNode() && !node.isContainer();
	}

	private static Predicate<JsonNode> anythingBut(JsonNode operand) {
		List<Predicate<JsonNode>> refused = (operand.isObject()) ? refusedTexts(operator(operand))
				: elements(operand).map(FilterRule::refusedValue).toList();
		return (node) -> isLeaf(node) && refused.stream().noneMatch((rule) -> rule.test(node));
	}

	private static List<Predicate<JsonNode>> refusedTexts(Map.Entry<String, JsonNode> operator) {
		return elements(operator.getValue()).map((text) -> text(operator.getKey(), text)).toList();
	}

	private static Predicate<JsonNode> refusedValue(JsonNode value) {
		Assert.isTrue(!value.isContainer(), "An 'anything-but' filter rule needs a value, a list of values or a rule");
		return (node) -> isEqual(node, value);
	}

	private static Stream<JsonNode> elements(JsonNode operand) {
		Assert.isTrue(!operand.isArray() || !operand.isEmpty(), "An 'anything-but' filter rule needs some value");
		return (operand.isArray()) ? operand.valueStream() : Stream.of(operand);
	}

	private static Predicate<JsonNode> numeric(JsonNode operand) {
		Assert.isTrue(operand.isArray() && (operand.size() == 2 || operand.size() == 4),
				"A 'numeric' filter rule must be like ['>', 0, '<=', 10]");
		Predicate<JsonNode> first = comparison(operand.path(0), operand.path(1));
		return (operand.size() == 2) ? first : first.and(comparison(operand.path(2), operand.path(3)));
	}

	private static Predicate<JsonNode> comparison(JsonNode operator, JsonNode operand) {
		IntPredicate comparison = COMPARISONS.get(operator.asString());
		Assert.isTrue(comparison != null && operand.isNumber(), "A 'numeric' filter rule needs =, <, <=, > or >=");
		BigDecimal number = operand.decimalValue();
		return (node) -> node.isNumber() && comparison.test(node.decimalValue().compareTo(number));
	}

	private static boolean isEqual(JsonNode node, JsonNode value) {
		return (node.isNumber() && value.isNumber()) ? node.decimalValue().equals(value.decimalValue())
				: node.equals(value);
	}

	private static Predicate<JsonNode> anyElement(Predicate<JsonNode> rule) {
		return (node) -> (node.isArray()) ? node.valueStream().anyMatch(rule) : rule.test(node);
	}

	/**
	 * Compares a text with the one of a rule.
	 */
	@FunctionalInterface
	private interface TextComparison {

		boolean test(String text, String expected, boolean ignoringCase);

	}

}
