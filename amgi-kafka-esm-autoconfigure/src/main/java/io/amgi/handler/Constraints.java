package io.amgi.handler;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
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

	private Constraints() {
	}

	// Those that resolving the parameter's argument leaves to method validation.
	static boolean areAt(MethodParameter parameter) {
		return areOn(parameter) || cascades(parameter) || has(elementAnnotations(parameter), CONSTRAINT.or(VALID));
	}

	// Those on the parameter itself.
	static boolean areOn(MethodParameter parameter) {
		return has(parameter.getParameterAnnotations(), CONSTRAINT);
	}

	// Those on a container's elements themselves.
	static boolean areOnElementsOf(MethodParameter parameter) {
		return has(elementAnnotations(parameter), CONSTRAINT);
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
	 * Returns what the elements of a container are annotated with.
	 * @param parameter the container
	 * @return the annotations of its type arguments, as in {@code List<@Valid Order>}
	 */
	static Annotation[] elementAnnotations(MethodParameter parameter) {
		Method method = parameter.getMethod();
		if (method != null && method.getAnnotatedParameterTypes()[parameter
			.getParameterIndex()] instanceof AnnotatedParameterizedType type) {
			return Stream.of(type.getAnnotatedActualTypeArguments())
				.map(AnnotatedType::getAnnotations)
				.flatMap(Stream::of)
				.toArray(Annotation[]::new);
		}
		return new Annotation[0];
	}

}
