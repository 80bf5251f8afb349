package io.amgi.test.mapping;

import java.util.ArrayList;
import java.util.List;

/**
 * A text in which {@code *} stands for any characters, or for none, and a backslash takes
 * that away.
 */
final class FilterWildcard {

	private FilterWildcard() {
	}

	static boolean matches(String text, String wildcard) {
		List<String> parts = parts(wildcard);
		String last = parts.get(parts.size() - 1);
		if (parts.size() == 1) {
			return text.equals(last);
		}
		int position = (text.startsWith(parts.get(0))) ? parts.get(0).length() : -1;
		for (int i = 1; i < parts.size() - 1 && position >= 0; i++) {
			int found = text.indexOf(parts.get(i), position);
			position = (found >= 0) ? found + parts.get(i).length() : -1;
		}
		return position >= 0 && text.length() - last.length() >= position && text.endsWith(last);
	}

	private static List<String> parts(String wildcard) {
		List<String> parts = new ArrayList<>();
		StringBuilder part = new StringBuilder();
		for (int i = 0; i < wildcard.length(); i++) {
			char character = wildcard.charAt(i);
			if (character == '*') {
				parts.add(part.toString());
				part.setLength(0);
			}
			else {
				boolean escape = character == '\\' && i + 1 < wildcard.length();
				part.append((escape) ? wildcard.charAt(++i) : character);
			}
		}
		parts.add(part.toString());
		return parts;
	}

}
