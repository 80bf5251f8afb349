package io.amgi.observation;

import io.amgi.internal.LogText;

/**
 * Makes text from outside fit for a field: escapes control characters and cuts what is
 * longer than 256 characters.
 */
final class FieldText {

	private static final int MAX_LENGTH = 256;

	private FieldText() {
	}

	static String of(String text) {
		String line = LogText.of((text.length() > MAX_LENGTH) ? text.substring(0, MAX_LENGTH) : text);
		return (line.length() > MAX_LENGTH) ? line.substring(0, MAX_LENGTH) : line;
	}

}
