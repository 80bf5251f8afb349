package io.amgi.esm;

/**
 * Text from outside made fit for a line of a log: control characters are escaped, what is
 * too long is cut.
 */
final class LogText {

	private LogText() {
	}

	static String of(String text) {
		return of(text, Integer.MAX_VALUE);
	}

	static String of(String text, int maxLength) {
		String cut = (text.length() > maxLength) ? text.substring(0, maxLength) + "..." : text;
		return cut.chars().anyMatch(LogText::breaksLines) ? escape(cut) : cut;
	}

	private static String escape(String text) {
		StringBuilder escaped = new StringBuilder(text.length() + 16);
		text.chars().forEach((character) -> {
			if (breaksLines(character)) {
				escaped.append("\\u%04x".formatted(character));
			}
			else {
				escaped.append((char) character);
			}
		});
		return escaped.toString();
	}

	private static boolean breaksLines(int character) {
		return Character.isISOControl(character) || Character.getType(character) == Character.FORMAT
				|| character == '\u2028' || character == '\u2029';
	}

}
