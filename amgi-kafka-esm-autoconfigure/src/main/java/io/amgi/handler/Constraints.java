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

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotationPredicates;
import org.springframework.core.annotation.MergedAnnotations;

/**
 * The constraints that parameters are declared with. What counts is what does for Spring
 * MVC's handler methods, see {@code HandlerMethod#shouldValidateArguments} there, and
 * containers without index or key: only the path to a violation is less exact for them.
 */
final class Constraints {

	private static final Predicate<MergedAnnotation<? extends Annotation>> CONSTRAINT = MergedAnnotationPredicates
		.typeIn("jakarta.validation.Constraint");

	private static final Predicate<MergedAnnotation<? extends Annotation>> VALID = MergedAnnotationPredicates
		.typeIn("jakarta.validation.Valid");

	private static final Predicate<MergedAnnotation<? extends Annotation>> VALIDATED = MergedAnnotationPredicates
		.typeIn("org.springframework.validation.annotation.Validated");

	private Constraints() {
	}

	/**
	 * Returns whether there are constraints that argument resolution leaves to method
	 * validation.
	 * @param parameter the parameter
	 * @return whether there are any
	 */
	static boolean areAt(MethodParameter parameter) {
		return areOn(parameter) || cascades(parameter) || has(elementAnnotations(parameter), CONSTRAINT.or(VALID));
	}

	/**
	 * Returns whether there are constraints on the parameter itself.
	 * @param parameter the parameter
	 * @return whether there are any
	 */
	static boolean areOn(MethodParameter parameter) {
		return has(parameter.getParameterAnnotations(), CONSTRAINT);
	}

	/**
	 * Returns whether there are constraints on a container's elements, except for those
	 * that the resolution of an element considers.
	 * @param parameter the container
	 * @return whether there are any
	 */
	static boolean areOnElementsOf(MethodParameter parameter) {
		boolean list = parameter.getParameterType() == List.class;
		return has(elementAnnotations(parameter), CONSTRAINT)
				|| has(list ? nestedAnnotations(parameter) : elementAnnotations(parameter), VALID);
	}

	/**
	 * Returns whether a container itself is annotated, and not its elements.
	 * @param parameter the container
	 * @return whether it is
	 */
	static boolean cascadesItself(MethodParameter parameter) {
		Predicate<MergedAnnotation<? extends Annotation>> validated = VALID.or(VALIDATED);
		return has((parameter instanceof ElementParameter element) ? element.getOwnAnnotations()
				: parameter.getParameterAnnotations(), validated);
	}

	private static boolean cascades(MethodParameter parameter) {
		Class<?> type = parameter.getParameterType();
		boolean container = Iterable.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type)
				|| Object[].class.isAssignableFrom(type);
		return container && has(parameter.getParameterAnnotations(), VALID);
	}

	private static boolean has(Annotation[] annotations, Predicate<MergedAnnotation<? extends Annotation>> type) {
		return MergedAnnotations.from(annotations).stream().anyMatch(type);
	}

	/**
	 * Returns what the elements of a container are annotated with, those of containers
	 * inside of it included.
	 * @param parameter the container
	 * @return the annotations of its type arguments, as in {@code List<@Valid Order>}
	 */
	static Annotation[] elementAnnotations(MethodParameter parameter) {
		Method method = parameter.getMethod();
		return (method != null) ? ofArguments(method.getAnnotatedParameterTypes()[parameter.getParameterIndex()])
			.toArray(Annotation[]::new) : new Annotation[0];
	}

	/**
	 * Returns the annotations of a container's type argument.
	 * @param parameter the container
	 * @return the annotations
	 */
	static Annotation[] ownAnnotations(MethodParameter parameter) {
		Method method = parameter.getMethod();
		return (method != null && method.getAnnotatedParameterTypes()[parameter
			.getParameterIndex()] instanceof AnnotatedParameterizedType type)
					? Stream.of(type.getAnnotatedActualTypeArguments())
						.flatMap((argument) -> Stream.of(argument.getAnnotations()))
						.toArray(Annotation[]::new)
					: new Annotation[0];
	}

	private static Annotation[] nestedAnnotations(MethodParameter parameter) {
		Method method = parameter.getMethod();
		return (method != null && method.getAnnotatedParameterTypes()[parameter
			.getParameterIndex()] instanceof AnnotatedParameterizedType type)
					? Stream.of(type.getAnnotatedActualTypeArguments())
						.flatMap(Constraints::ofArguments)
						.toArray(Annotation[]::new)
					: new Annotation[0];
	}

	private static Stream<Annotation> ofArguments(AnnotatedType type) {
		if (type instanceof AnnotatedParameterizedType parameterized) {
			return Stream.of(parameterized.getAnnotatedActualTypeArguments())
				.flatMap((argument) -> Stream.concat(Stream.of(argument.getAnnotations()), ofArguments(argument)));
		}
		return (type instanceof AnnotatedWildcardType wildcard)
				? Stream.of(wildcard.getAnnotatedUpperBounds())
					.flatMap((bound) -> Stream.concat(Stream.of(bound.getAnnotations()), ofArguments(bound)))
				: Stream.empty();
	}

}
