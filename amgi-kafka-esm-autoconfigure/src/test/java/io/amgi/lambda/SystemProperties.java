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

package io.amgi.lambda;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * System properties for the duration of a test. {@code FunctionInvoker} offers no other
 * way to configure what it starts.
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
