package io.amgi.test.mapping;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

import org.springframework.util.Assert;
import tools.jackson.databind.JsonNode;

/**
 * One rule of a list at a leaf of a {@link FilterPattern}.
 */
final class FilterRule {

	private static final Map<String, IntPredicate> COMPARISONS = Map.of("=", (sign) -> sign == 0, "<",
			(sign) -> sign < 0, "<=", (sign) -> sign <= 0, ">", (sign) -> sign > 0, ">=", (sign) -> sign >= 0);

	private FilterRule() {
	}

	static Predicate<JsonNode> parse(JsonNode rule) {
		if (!rule.isContainer()) {
			return anyElement((node) -> isEqual(node, rule));
		}
		Assert.isTrue(rule.isObject() && rule.size() == 1, "A filter rule must be a value or an object with one key");
		Map.Entry<String, JsonNode> operator = rule.properties().iterator().next();
		return parse(operator.getKey(), operator.getValue());
	}

	private static Predicate<JsonNode> parse(String operator, JsonNode operand) {
		return switch (operator) {
			case "prefix" -> anyElement(text(operand, String::startsWith));
			case "suffix" -> anyElement(text(operand, String::endsWith));
			case "anything-but" -> anyElement(anythingBut(operand));
			case "numeric" -> anyElement(numeric(operand));
			case "exists" -> exists(operand);
			default -> throw new IllegalArgumentException("Filter rule '" + operator
					+ "' is not known here: use values, prefix, suffix, anything-but, numeric or exists");
		};
	}

	private static Predicate<JsonNode> text(JsonNode operand, BiPredicate<String, String> comparison) {
		Assert.isTrue(operand.isString(), "A 'prefix' or 'suffix' filter rule needs a string");
		return (node) -> node.isString() && comparison.test(node.asString(), operand.asString());
	}

	private static Predicate<JsonNode> exists(JsonNode operand) {
		Assert.isTrue(operand.isBoolean(), "An 'exists' filter rule needs true or false");
		return (node) -> node.isMissingNode() != operand.asBoolean();
	}

	private static Predicate<JsonNode> anythingBut(JsonNode operand) {
		List<JsonNode> refused = (operand.isArray()) ? operand.valueStream().toList() : List.of(operand);
		Assert.isTrue(refused.stream().noneMatch(JsonNode::isContainer),
				"An 'anything-but' filter rule needs a value or a list of values");
		return (node) -> !node.isMissingNode() && refused.stream().noneMatch((value) -> isEqual(node, value));
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
		return (node.isNumber() && value.isNumber()) ? node.decimalValue().compareTo(value.decimalValue()) == 0
				: node.equals(value);
	}

	private static Predicate<JsonNode> anyElement(Predicate<JsonNode> rule) {
		return (node) -> (node.isArray()) ? node.valueStream().anyMatch(rule) : rule.test(node);
	}

}
