/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.amgi.test.mapping;

import java.util.ArrayList;
import java.util.List;

/**
 * A text in which {@code *} stands for any number of characters, unless a backslash
 * escapes it.
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
