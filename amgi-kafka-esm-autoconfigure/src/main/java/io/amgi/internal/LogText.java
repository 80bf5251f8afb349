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

package io.amgi.internal;

/**
 * Makes text from outside fit for a line of a log: escapes control characters and cuts
 * long text.
 */
public final class LogText {

	private LogText() {
	}

	/**
	 * Escapes control characters.
	 * @param text the text
	 * @return the text in one line
	 */
	public static String of(String text) {
		return of(text, Integer.MAX_VALUE);
	}

	/**
	 * Escapes control characters and cuts long text.
	 * @param text the text
	 * @param maxLength the number of characters to keep
	 * @return the text in one line
	 */
	public static String of(String text, int maxLength) {
		String cut = (text.length() > maxLength) ? text.substring(0, maxLength) + "..." : text;
		return isOneLine(cut) ? cut : escape(cut);
	}

	private static boolean isOneLine(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (breaksLines(text.charAt(i))) {
				return false;
			}
		}
		return true;
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
