package io.amgi.lambda;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * System properties for the length of a test: what {@code FunctionInvoker} starts can be
 * told nothing in another way.
 */
final class SystemProperties implements AutoCloseable {

	private final Map<String, @Nullable String> before = new HashMap<>();

	SystemProperties set(String name, String value) {
		this.before.putIfAbsent(name, System.getProperty(name));
		System.setProperty(name, value);
		return this;
	}

	@Override
	public void close() {
		this.before.forEach((name, value) -> {
			if (value != null) {
				System.setProperty(name, value);
			}
			else {
				System.clearProperty(name);
			}
		});
	}

}
