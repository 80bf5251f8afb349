package io.amgi.handler;

import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.springframework.context.MessageSourceResolvable;
import org.springframework.validation.Errors;
import org.springframework.validation.FieldError;
import org.springframework.validation.method.MethodValidationResult;

/**
 * Says what validation has found: paths and messages, not values.
 */
final class Violations {

	// In a path, what is in brackets is an index or a map's key, and that is a value.
	private static final Pattern KEY = Pattern.compile("\\[(?!\\d+])[^]]*]");

	private Violations() {
	}

	static String describe(Errors errors) {
		return describe(errors.getAllErrors());
	}

	static String describe(MethodValidationResult result) {
		return result.getParameterValidationResults()
			.stream()
			.map((parameter) -> "parameter '%s' %s".formatted(parameter.getMethodParameter().getParameterName(),
					describe(parameter.getResolvableErrors())))
			.collect(Collectors.joining("; "));
	}

	private static String describe(Collection<? extends MessageSourceResolvable> errors) {
		return errors.stream().map(Violations::describe).sorted().collect(Collectors.joining("; "));
	}

	private static String describe(MessageSourceResolvable error) {
		String message = String.valueOf(error.getDefaultMessage());
		return (error instanceof FieldError field) ? KEY.matcher(field.getField()).replaceAll("[*]") + " " + message
				: message;
	}

}
