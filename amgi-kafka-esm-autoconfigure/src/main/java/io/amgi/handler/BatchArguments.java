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

package io.amgi.handler;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The arguments of a batch method: all elements, what else each message has, and what is
 * the same for all of them.
 *
 * @param element resolves the elements
 * @param validation validates them
 * @param others the parameters in their order, with {@code null} in place of the
 * elements, of the columns and of the acknowledgement
 * @param columns the parameters that hold something else of each message
 * @param batch where the elements go
 */
record BatchArguments(Argument element, ElementValidation validation, List<@Nullable Argument> others,
		List<Argument> columns, BatchParameter batch) {

	int listIndex() {
		return this.batch.index();
	}

	/**
	 * Resolves what a call has of a message.
	 * @param message the message
	 * @param bean the bean that the method is called on
	 * @return the element, with the message's part of the columns if there are any
	 * @throws UnresolvedArgumentException if there is none, or if it is not valid
	 */
	@Nullable Object resolveElement(ChannelMessage message, Supplier<Object> bean) {
		Object element = this.element.resolve(message);
		this.validation.validate(bean, element);
		return this.columns.isEmpty() ? element : new Row(element, row(message));
	}

	private @Nullable Object[] row(ChannelMessage message) {
		@Nullable Object[] row = new @Nullable Object[this.columns.size()];
		for (int i = 0; i < row.length; i++) {
			row[i] = this.columns.get(i).resolve(message);
		}
		return row;
	}

	@Nullable Object[] resolve(List<@Nullable Object> elements, ChannelMessage first, BatchAcknowledgement acknowledgement) {
		@Nullable Object[] arguments = new @Nullable Object[this.others.size()];
		for (int i = 0; i < arguments.length; i++) {
			Argument other = this.others.get(i);
			arguments[i] = (other != null) ? other.resolve(first) : acknowledgement;
		}
		if (this.columns.isEmpty()) {
			arguments[listIndex()] = this.batch.collection().apply(elements);
			return arguments;
		}
		arguments[listIndex()] = this.batch.collection().apply(column(elements, Row::element));
		for (int i = 0; i < this.columns.size(); i++) {
			int column = i;
			arguments[this.columns.get(i).parameter().getParameterIndex()] = column(elements,
					(row) -> row.values()[column]);
		}
		return arguments;
	}

	private static List<@Nullable Object> column(List<@Nullable Object> rows, Function<Row, @Nullable Object> value) {
		List<@Nullable Object> column = new ArrayList<>(rows.size());
		for (Object row : rows) {
			column.add(value.apply((Row) Objects.requireNonNull(row)));
		}
		return Collections.unmodifiableList(column);
	}

	/**
	 * The parameter that holds the elements.
	 *
	 * @param index which parameter it is
	 * @param collection makes its argument of them
	 */
	record BatchParameter(int index, Function<List<@Nullable Object>, Object> collection) {

	}

	/**
	 * A message's part of the arguments.
	 *
	 * @param element the element
	 * @param values the values in the order of the columns
	 */
	private record Row(@Nullable Object element, @Nullable Object[] values) {

	}

}
