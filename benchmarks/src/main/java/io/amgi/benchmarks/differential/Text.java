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

package io.amgi.benchmarks.differential;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

import org.jspecify.annotations.Nullable;

/**
 * Makes text that is the same for builds that behave alike: values become checksums, and
 * exceptions of the library lose their packages, which may change.
 */
final class Text {

	private static final Pattern OWN_PACKAGE = Pattern.compile("io\\.amgi\\.(?:[a-z]\\w*\\.)*(?=[A-Z])");

	// The name that NotCompletedException had before.
	private static final Pattern FORMER_NAME = Pattern.compile("\\bNotAttemptedException\\b");

	private static final Pattern FRAMES = Pattern.compile("(?m)^\\t(?:at |\\.\\.\\. ).*\\R?");

	private Text() {
	}

	/**
	 * Returns text in one line and with canonical names of exceptions.
	 * @param text the text
	 * @return the line
	 */
	static String line(@Nullable String text) {
		String names = OWN_PACKAGE.matcher(String.valueOf(text)).replaceAll("");
		return FORMER_NAME.matcher(names)
			.replaceAll("NotCompletedException")
			.replace("\\", "\\\\")
			.replace("\r", "\\r")
			.replace("\n", "\\n");
	}

	/**
	 * Returns a stack trace without its frames, which show how the library calls a
	 * handler.
	 * @param trace the stack trace
	 * @return the exceptions in one line
	 */
	static String trace(String trace) {
		return line(FRAMES.matcher(trace).replaceAll(""));
	}

	/**
	 * Returns a value's checksum.
	 * @param value bytes, a map, a collection, or anything with a meaningful text
	 * @return the checksum
	 */
	static String digest(@Nullable Object value) {
		if (value == null) {
			return "none";
		}
		if (value instanceof byte[] bytes) {
			CRC32 checksum = new CRC32();
			checksum.update(bytes);
			return "%d/%08x".formatted(bytes.length, checksum.getValue());
		}
		return digest(describe(value).getBytes(StandardCharsets.UTF_8));
	}

	private static String describe(Object value) {
		if (value instanceof Map<?, ?> map) {
			return map.entrySet()
				.stream()
				.collect(Collectors.toMap((entry) -> String.valueOf(entry.getKey()),
						(entry) -> digest(entry.getValue()), (first, second) -> first, TreeMap::new))
				.toString();
		}
		if (value instanceof Collection<?> collection) {
			return collection.stream().map(Text::digest).toList().toString();
		}
		return value.toString();
	}

}
