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

package io.amgi.idempotency;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.expression.EvaluationContext;
import org.springframework.expression.Expression;
import org.springframework.expression.ParseException;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.CompoundExpression;
import org.springframework.expression.spel.ast.Elvis;
import org.springframework.expression.spel.ast.Indexer;
import org.springframework.expression.spel.ast.InlineList;
import org.springframework.expression.spel.ast.Literal;
import org.springframework.expression.spel.ast.OpAnd;
import org.springframework.expression.spel.ast.OpEQ;
import org.springframework.expression.spel.ast.OpGE;
import org.springframework.expression.spel.ast.OpGT;
import org.springframework.expression.spel.ast.OpLE;
import org.springframework.expression.spel.ast.OpLT;
import org.springframework.expression.spel.ast.OpNE;
import org.springframework.expression.spel.ast.OpOr;
import org.springframework.expression.spel.ast.OpPlus;
import org.springframework.expression.spel.ast.OperatorNot;
import org.springframework.expression.spel.ast.PropertyOrFieldReference;
import org.springframework.expression.spel.ast.Ternary;
import org.springframework.expression.spel.ast.VariableReference;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.SimpleEvaluationContext;
import org.springframework.util.ClassUtils;

/**
 * A SpEL expression for keys, over variables. It can read and combine, and nothing else.
 */
final class KeyExpression {

	private static final SpelExpressionParser PARSER = new SpelExpressionParser();

	private static final Set<Class<?>> ALLOWED = Set.of(VariableReference.class, PropertyOrFieldReference.class,
			CompoundExpression.class, Indexer.class, InlineList.class, Ternary.class, Elvis.class, OpPlus.class,
			OpEQ.class, OpNE.class, OpLT.class, OpLE.class, OpGT.class, OpGE.class, OpAnd.class, OpOr.class,
			OperatorNot.class);

	private final Expression expression;

	private KeyExpression(Expression expression) {
		this.expression = expression;
	}

	/**
	 * Parses an expression.
	 * @param text the expression
	 * @param variables the names of the variables that it may use
	 * @return the expression
	 * @throws IllegalArgumentException if it is none, or does more than it may
	 */
	static KeyExpression parse(String text, Collection<String> variables) {
		try {
			SpelExpression parsed = PARSER.parseRaw(text);
			check(parsed.getAST(), new LinkedHashSet<>(variables));
			return new KeyExpression(parsed);
		}
		catch (ParseException ex) {
			throw new IllegalArgumentException(ex.getSimpleMessage());
		}
	}

	private static void check(SpelNode node, Set<String> variables) {
		if (node instanceof VariableReference variable) {
			checkVariable(variable.toStringAST().substring(1), variables);
		}
		if (!isAllowed(node)) {
			throw new IllegalArgumentException("'%s' is not allowed (%s)".formatted(node.toStringAST(), kind(node)));
		}
		for (int i = 0; i < node.getChildCount(); i++) {
			check(node.getChild(i), variables);
		}
	}

	private static boolean isAllowed(SpelNode node) {
		return ALLOWED.contains(node.getClass()) || node instanceof Literal;
	}

	private static String kind(SpelNode node) {
		return ClassUtils.getShortName(node.getClass()).replaceAll("(?<!^)(?=\\p{Lu})", " ").toLowerCase(Locale.ROOT);
	}

	private static void checkVariable(String name, Set<String> variables) {
		if (!variables.contains(name)) {
			throw new IllegalArgumentException("there is no '#%s', only %s".formatted(name, variables));
		}
	}

	/**
	 * Evaluates the expression.
	 * @param variables the values of the variables
	 * @return the value
	 * @throws InvalidKeyException if that fails; other exceptions may quote the record
	 */
	@Nullable Object evaluate(VariableValues variables) {
		EvaluationContext context = SimpleEvaluationContext.forReadOnlyDataBinding().withAssignmentDisabled().build();
		variables.forEach(context::setVariable);
		try {
			return this.expression.getValue(context);
		}
		catch (RuntimeException ex) {
			throw InvalidKeyException.of(this.expression.getExpressionString(), ex);
		}
	}

	/**
	 * The values of variables.
	 */
	interface VariableValues {

		void forEach(Setter setter);

		/**
		 * Sets a variable.
		 */
		@FunctionalInterface
		interface Setter {

			void set(String name, @Nullable Object value);

		}

	}

}
