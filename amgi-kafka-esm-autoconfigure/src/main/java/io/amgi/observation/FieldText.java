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

package io.amgi.observation;

import io.amgi.internal.LogText;

/**
 * Prepares external text for a field: escapes control characters and cuts text at 256
 * characters.
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
