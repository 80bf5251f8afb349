package io.amgi.test;

import org.jspecify.annotations.Nullable;

/**
 * One pattern.
 */
final class FilterPattern {

	static FilterPattern parse(String json) {
		throw new UnsupportedOperationException("Filter patterns are not read yet");
	}

	boolean matches(byte @Nullable [] value) {
		return true;
	}

}
