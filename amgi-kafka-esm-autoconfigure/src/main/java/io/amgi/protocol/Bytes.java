package io.amgi.protocol;

import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Value semantics for events that hold byte arrays, and descriptions that do not show
 * them.
 */
final class Bytes {

	private Bytes() {
	}

	static String describe(byte @Nullable [] bytes) {
		return (bytes != null) ? bytes.length + " bytes" : "null";
	}

	static boolean equalBindings(Map<String, Map<String, @Nullable Object>> some,
			Map<String, Map<String, @Nullable Object>> other) {
		return some.keySet().equals(other.keySet())
				&& some.keySet().stream().allMatch((protocol) -> equalBinding(some.get(protocol), other.get(protocol)));
	}

	private static boolean equalBinding(@Nullable Map<String, @Nullable Object> some,
			@Nullable Map<String, @Nullable Object> other) {
		return some != null && other != null && some.keySet().equals(other.keySet())
				&& some.keySet().stream().allMatch((name) -> Objects.deepEquals(some.get(name), other.get(name)));
	}

}
