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

import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.MethodParameter;
import org.springframework.messaging.handler.HandlerMethod;
import org.springframework.validation.method.MethodValidator;
import org.springframework.validation.method.ParameterValidationResult;

import io.amgi.handler.validation.Violations;

/**
 * Validates the elements of a batch method's list one by one, so that each is nacked by
 * itself.
 *
 * @param method the method
 * @param list the list, whose elements may be constrained
 * @param collection makes the list's argument of elements
 * @param validation validates a list of one element
 */
record ElementValidation(HandlerMethod method, MethodParameter list,
		Function<List<@Nullable Object>, Object> collection, ArgumentValidation validation) {

	static ElementValidation of(HandlerMethod method, MethodParameter list,
			Function<List<@Nullable Object>, Object> collection, @Nullable MethodValidator validator) {
		return new ElementValidation(method, list, collection,
				new ArgumentValidation(Constraints.areOnElementsOf(list) ? validator : null));
	}

	/**
	 * Validates an element.
	 * @param bean the bean that the method is called on
	 * @param element the element
	 * @throws UnresolvedArgumentException if it is not valid
	 */
	void validate(Supplier<Object> bean, @Nullable Object element) {
		if (this.validation.validator() == null) {
			return;
		}
		@Nullable Object[] arguments = new @Nullable Object[this.method.getMethodParameters().length];
		arguments[this.list.getParameterIndex()] = this.collection.apply(Collections.singletonList(element));
		List<MessageSourceResolvable> errors = this.validation.result(this.method, bean, arguments)
			.getParameterValidationResults()
			.stream()
			.filter(this::isOfElement)
			.flatMap((result) -> result.getResolvableErrors().stream())
			.toList();
		if (!errors.isEmpty()) {
			throw new UnresolvedArgumentException(Descriptions.of(this.list), this.method, Violations.describe(errors));
		}
	}

	// The other arguments, and the list itself, are validated once they are resolved.
	private boolean isOfElement(ParameterValidationResult result) {
		boolean element = this.list.getParameterType() != List.class || result.getContainerIndex() != null;
		return element && result.getMethodParameter().getParameterIndex() == this.list.getParameterIndex();
	}

}
