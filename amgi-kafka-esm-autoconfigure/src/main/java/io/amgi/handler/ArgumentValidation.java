package io.amgi.handler;

import java.lang.annotation.Annotation;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.messaging.handler.HandlerMethod;
import org.springframework.validation.annotation.ValidationAnnotationUtils;
import org.springframework.validation.method.MethodValidationResult;
import org.springframework.validation.method.MethodValidator;

/**
 * Validates arguments whose parameters are constrained themselves.
 */
final class ArgumentValidation {

	private static final String CONSTRAINT = "jakarta.validation.Constraint";

	private static final ArgumentValidation NONE = new ArgumentValidation(null);

	private final @Nullable MethodValidator validator;

	private ArgumentValidation(@Nullable MethodValidator validator) {
		this.validator = validator;
	}

	static ArgumentValidation of(HandlerMethod method, @Nullable MethodValidator validator) {
		return Stream.of(method.getMethodParameters()).anyMatch(ArgumentValidation::isConstrained)
				? new ArgumentValidation(validator) : NONE;
	}

	private static boolean isConstrained(MethodParameter parameter) {
		return Stream.of(parameter.getParameterAnnotations())
			.flatMap((annotation) -> Stream.of(annotation.annotationType().getAnnotations()))
			.map(Annotation::annotationType)
			.anyMatch((type) -> type.getName().equals(CONSTRAINT));
	}

	void validate(HandlerMethod method, @Nullable Object[] arguments) {
		if (this.validator == null) {
			return;
		}
		Object bean = method.getBean();
		MethodValidationResult result = this.validator.validateArguments(bean, method.getMethod(),
				method.getMethodParameters(), arguments,
				ValidationAnnotationUtils.determineValidationGroups(bean, method.getMethod()));
		if (result.hasErrors()) {
			throw new UnresolvedArgumentException("the arguments", method, Violations.describe(result));
		}
	}

}
