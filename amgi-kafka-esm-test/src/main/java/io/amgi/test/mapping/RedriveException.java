package io.amgi.test.mapping;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

import io.amgi.test.RecordId;

/**
 * Documents that have failed again. Its causes are suppressed exceptions.
 */
class RedriveException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	private final transient Map<RecordId, String> reasons = new HashMap<>();

	RedriveException(Map<RecordId, Exception> failures, int documents) {
		super("%d of %d documents have failed again: %s".formatted(failures.size(), documents,
				failures.entrySet()
					.stream()
					.map((failure) -> failure.getKey() + " (" + reason(failure.getValue()) + ")")
					.collect(Collectors.joining(", "))));
		failures.forEach((document, failure) -> {
			this.reasons.put(document, reason(failure));
			addSuppressed(failure);
		});
	}

	private static String reason(Exception failure) {
		return (failure.getMessage() != null) ? failure.getMessage() : failure.getClass().getName();
	}

	Map<RecordId, String> reasons() {
		return Map.copyOf(this.reasons);
	}

}
