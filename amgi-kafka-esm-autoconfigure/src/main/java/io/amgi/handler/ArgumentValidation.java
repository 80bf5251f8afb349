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

import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.messaging.handler.HandlerMethod;
import org.springframework.validation.annotation.ValidationAnnotationUtils;
import org.springframework.validation.method.MethodValidationResult;
import org.springframework.validation.method.MethodValidator;

import io.amgi.handler.validation.Violations;

/**
 * Validates arguments whose parameters are constrained themselves.
 *
 * @param validator the validator, or {@code null} if there is nothing to validate
 */
record ArgumentValidation(@Nullable MethodValidator validator) {

	static ArgumentValidation of(HandlerMethod method, @Nullable MethodValidator validator) {
		return of(method, validator, Constraints::areAt);
	}

	/**
	 * Returns the validation of a batch method's arguments, but for the elements of its
	 * list.
	 * @param method the method
	 * @param listIndex which parameter is the list
	 * @param validator the validator, or {@code null}
	 * @return the validation
	 */
	static ArgumentValidation ofBatch(HandlerMethod method, int listIndex, @Nullable MethodValidator validator) {
		return of(method, validator, (parameter) -> (parameter.getParameterIndex() == listIndex)
				? Constraints.areOn(parameter) : Constraints.areAt(parameter));
	}

	private static ArgumentValidation of(HandlerMethod method, @Nullable MethodValidator validator,
			Predicate<MethodParameter> constrained) {
		boolean needed = Stream.of(method.getMethodParameters()).anyMatch(constrained);
		return new ArgumentValidation(needed ? validator : null);
	}

	void validate(HandlerMethod method, Object bean, @Nullable Object[] arguments) {
		MethodValidationResult result = result(method, () -> bean, arguments);
		if (result.hasErrors()) {
			throw new UnresolvedArgumentException("the arguments", method, Violations.describe(result));
		}
	}

	MethodValidationResult result(HandlerMethod method, Supplier<Object> bean, @Nullable Object[] arguments) {
		if (this.validator == null) {
			return MethodValidationResult.emptyResult();
		}
		Object target = bean.get();
		try {
			return this.validator.validateArguments(target, method.getMethod(), method.getMethodParameters(), arguments,
					ValidationAnnotationUtils.determineValidationGroups(target, method.getMethod()));
		}
		catch (Throwable ex) {
			Argument.throwIfNotOfRecord(ex);
			throw new UnresolvedArgumentException("the arguments", method, "expected a validator that does not fail",
					ex);
		}
	}

}
