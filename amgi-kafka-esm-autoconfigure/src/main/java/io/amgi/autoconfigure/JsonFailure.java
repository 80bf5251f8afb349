package io.amgi.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.springframework.util.ClassUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * Says what is wrong with JSON without quoting it, as Jackson's messages do.
 */
final class JsonFailure {

	private JsonFailure() {
	}

	// What an object could not be written for: its messages may quote it as well.
	static String describe(JacksonException failure) {
		return "%s at %s".formatted(
				ClassUtils.getShortName(Objects.requireNonNullElse(failure.getCause(), failure).getClass()),
				path(failure.getPath()));
	}

	static String describe(JacksonException failure, byte[] json) {
		if (json.length == 0) {
			return "expected JSON but the payload is empty";
		}
		if (failure instanceof StreamConstraintsException) {
			return "expected JSON within the mapper's limits";
		}
		if (failure instanceof InputCoercionException coercion) {
			return mismatch(coercion.getTargetType(), failure, kind(coercion.getInputType()));
		}
		TokenStreamLocation location = failure.getLocation();
		return describe(failure, json, (location != null) ? location.getByteOffset() : -1);
	}

	private static String describe(JacksonException failure, byte[] json, long offset) {
		if (failure instanceof UnrecognizedPropertyException unrecognized) {
			List<Reference> path = unrecognized.getPath();
			return "expected no other members at %s".formatted(path(path.subList(0, path.size() - 1)));
		}
		if (failure instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
			return mismatch(mismatch.getTargetType(), failure,
					isNull(mismatch) ? "null or nothing" : kind(json, offset));
		}
		if (failure instanceof DatabindException) {
			return "expected a valid value at %s but found %s".formatted(path(failure.getPath()), kind(json, offset));
		}
		return "expected well-formed JSON at byte " + offset;
	}

	private static String mismatch(Class<?> expected, JacksonException failure, String found) {
		return "expected %s at %s but found %s".formatted(ClassUtils.getShortName(expected), path(failure.getPath()),
				found);
	}

	// Where a member is missing, the location is that of some other token.
	private static boolean isNull(MismatchedInputException mismatch) {
		return mismatch.getOriginalMessage().startsWith("Cannot map `null`");
	}

	// The keys of a map are part of the payload.
	private static String path(List<Reference> path) {
		return path.stream().map((reference) -> {
			if (reference.getIndex() >= 0) {
				return "[" + reference.getIndex() + "]";
			}
			return (reference.from() instanceof Map) ? "[*]" : "." + reference.getPropertyName();
		}).collect(Collectors.joining("", "$", ""));
	}

	// For what is read too late to tell where it begins. A number that is no number for
	// its reader is one out of range.
	private static String kind(JsonToken token) {
		return switch (token) {
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number out of range";
			case VALUE_STRING -> "a string";
			case VALUE_TRUE, VALUE_FALSE -> "a boolean";
			case VALUE_NULL -> "null";
			case START_OBJECT -> "an object";
			case START_ARRAY -> "an array";
			default -> "something else";
		};
	}

	private static String kind(byte[] json, long offset) {
		if (offset < 0 || offset >= json.length) {
			return "nothing";
		}
		return switch (json[(int) offset]) {
			case '"' -> "a string";
			case '{' -> "an object";
			case '[' -> "an array";
			case 't', 'f' -> "a boolean";
			case 'n' -> "null";
			default -> "a number";
		};
	}

}
