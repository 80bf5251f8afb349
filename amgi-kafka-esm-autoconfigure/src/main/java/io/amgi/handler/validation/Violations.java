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

package io.amgi.handler.validation;

import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.springframework.context.MessageSourceResolvable;
import org.springframework.validation.Errors;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.MethodValidationResult;
import org.springframework.validation.method.ParameterValidationResult;

/**
 * Says what validation has found: paths and messages, not values.
 */
public final class Violations {

	private static final Pattern CODE = Pattern.compile("[A-Za-z][A-Za-z.-]{0,63}");

	private Violations() {
	}

	/**
	 * Describes the errors of an object.
	 * @param errors the errors
	 * @return paths and messages
	 */
	public static String describe(Errors errors) {
		return describe(errors.getAllErrors());
	}

	/**
	 * Describes what is wrong with arguments.
	 * @param result what validation has found
	 * @return parameters, paths and messages
	 */
	public static String describe(MethodValidationResult result) {
		return result.getParameterValidationResults()
			.stream()
			.map((parameter) -> "parameter '%s' %s".formatted(name(parameter),
					describe(parameter.getResolvableErrors())))
			.collect(Collectors.joining("; "));
	}

	private static String name(ParameterValidationResult result) {
		String name = String.valueOf(result.getMethodParameter().getParameterName());
		if (result.getContainerIndex() != null) {
			return name + "[" + result.getContainerIndex() + "]";
		}
		return (result.getContainerKey() != null) ? name + "[*]" : name;
	}

	/**
	 * Describes errors.
	 * @param errors the errors
	 * @return paths and messages
	 */
	public static String describe(Collection<? extends MessageSourceResolvable> errors) {
		return errors.stream().map(Violations::describe).sorted().collect(Collectors.joining("; "));
	}

	private static String describe(MessageSourceResolvable error) {
		String message = message(error);
		return (error instanceof FieldError field) ? ViolationPath.of(field) + " " + message : message;
	}

	// Texts of the application's own validators may quote any value, unlike their codes.
	private static String message(MessageSourceResolvable error) {
		if (!(error instanceof ObjectError own) || ViolationPath.isOfConstraint(own)) {
			return String.valueOf(error.getDefaultMessage());
		}
		String code = own.getCode();
		return (code != null && CODE.matcher(code).matches()) ? "is not valid (%s)".formatted(code) : "is not valid";
	}

}
