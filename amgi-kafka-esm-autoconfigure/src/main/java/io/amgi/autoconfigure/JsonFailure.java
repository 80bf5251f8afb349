package io.amgi.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.springframework.util.ClassUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * Says what is wrong with JSON without quoting it, as Jackson's messages do.
 */
final class JsonFailure {

	private JsonFailure() {
	}

	static String describe(JacksonException failure, byte[] json) {
		if (json.length == 0) {
			return "expected JSON but the payload is empty";
		}
		long offset = failure.getLocation().getByteOffset();
		if (failure instanceof UnrecognizedPropertyException unrecognized) {
			List<Reference> path = unrecognized.getPath();
			return "expected no other members at %s".formatted(path(path.subList(0, path.size() - 1)));
		}
		if (failure instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
			return "expected %s at %s but found %s".formatted(ClassUtils.getShortName(mismatch.getTargetType()),
					path(mismatch.getPath()), isNull(mismatch) ? "null or nothing" : kind(json, offset));
		}
		if (failure instanceof DatabindException) {
			return "expected a valid value at %s but found %s".formatted(path(failure.getPath()), kind(json, offset));
		}
		return "expected well-formed JSON at byte " + offset;
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
