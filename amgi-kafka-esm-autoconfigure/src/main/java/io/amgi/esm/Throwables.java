package io.amgi.esm;

import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * An exception and what has caused it.
 */
final class Throwables {

	// Causes may go round in circles.
	private static final int MAX_DEPTH = 50;

	private Throwables() {
	}

	static boolean contain(@Nullable Throwable exception, Predicate<Throwable> predicate) {
		Throwable cause = exception;
		for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
			if (predicate.test(cause)) {
				return true;
			}
			cause = causeOf(cause);
		}
		return false;
	}

	// An application's exception may throw whatever it likes, or call itself.
	private static @Nullable Throwable causeOf(Throwable exception) {
		try {
			return exception.getCause();
		}
		catch (Throwable ex) {
			return null;
		}
	}

}
