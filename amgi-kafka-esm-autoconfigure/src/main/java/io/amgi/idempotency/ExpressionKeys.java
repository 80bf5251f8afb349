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

import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * The keys of records by an expression over the arguments of a method.
 *
 * @param namespace the namespace
 * @param expression the expression
 * @param names the names of the method's parameters
 * @param listIndex the index of a batch method's list, whose elements the expression
 * knows as {@value #ELEMENT}; -1 for other methods
 */
record ExpressionKeys(String namespace, KeyExpression expression, List<String> names, int listIndex) {

	/**
	 * The name of a batch method's element.
	 */
	static final String ELEMENT = "element";

	/**
	 * Returns the key of a message.
	 * @param arguments the method's arguments
	 * @param element the index of the element in a batch method's list
	 * @return the key
	 * @throws InvalidKeyException if there is none
	 */
	IdempotencyKey of(@Nullable Object[] arguments, int element) {
		Object value = this.expression.evaluate(
				(setter) -> IntStream.range(0, arguments.length).forEach((i) -> set(setter, arguments, i, element)));
		return new KeyDigest().text(this.namespace).text("expression").value(value).toKey();
	}

	private void set(KeyExpression.VariableValues.Setter setter, @Nullable Object[] arguments, int index, int element) {
		if (index == this.listIndex && arguments[index] instanceof List<?> list) {
			setter.set(ELEMENT, list.get(element));
		}
		else {
			setter.set(this.names.get(index), arguments[index]);
		}
	}

}
