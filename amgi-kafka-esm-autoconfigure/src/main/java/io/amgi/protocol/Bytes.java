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
