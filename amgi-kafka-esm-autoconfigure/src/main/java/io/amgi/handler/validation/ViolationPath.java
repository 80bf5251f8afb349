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

import java.util.regex.Pattern;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import org.springframework.util.ClassUtils;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/**
 * The path to a violation, without the keys of maps. Those are values, and Spring's text
 * of a path cannot be trusted to tell them from indexes and members.
 */
final class ViolationPath {

	private static final boolean BEAN_VALIDATION = ClassUtils.isPresent("jakarta.validation.ConstraintViolation",
			ViolationPath.class.getClassLoader());

	private static final Pattern KEYS = Pattern.compile("\\[.*]", Pattern.DOTALL);

	private ViolationPath() {
	}

	/**
	 * Returns whether the error comes from a constraint, whose message contains no
	 * values.
	 * @param error the error
	 * @return whether it does
	 */
	static boolean isOfConstraint(ObjectError error) {
		return BEAN_VALIDATION && BeanValidation.isSourceOf(error);
	}

	static String of(FieldError error) {
		return isOfConstraint(error) ? BeanValidation.path(error) : KEYS.matcher(error.getField()).replaceAll("[*]");
	}

	/**
	 * Isolates the types that need Bean Validation on the class path.
	 */
	private static final class BeanValidation {

		static boolean isSourceOf(ObjectError error) {
			return error.contains(ConstraintViolation.class);
		}

		static String path(FieldError error) {
			StringBuilder path = new StringBuilder();
			for (Path.Node node : error.unwrap(ConstraintViolation.class).getPropertyPath()) {
				if (node.isInIterable() && !path.isEmpty()) {
					path.append('[').append((node.getIndex() != null) ? node.getIndex() : "*").append(']');
				}
				if (node.getKind() == ElementKind.PROPERTY) {
					path.append(path.isEmpty() ? "" : ".").append(node.getName());
				}
			}
			return path.toString();
		}

	}

}
