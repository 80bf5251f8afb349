package io.amgi.esm;

import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * An exception and what has caused it.
 */
final class Causes {

	// Causes may go round in circles.
	private static final int MAX_DEPTH = 50;

	private Causes() {
	}

	static boolean contain(@Nullable Throwable exception, Predicate<Throwable> predicate) {
		return Stream.iterate(exception, (cause) -> cause != null, (cause) -> (cause != null) ? cause.getCause() : null)
			.limit(MAX_DEPTH)
			.anyMatch((cause) -> cause != null && predicate.test(cause));
	}

}
