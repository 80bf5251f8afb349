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

import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A map of fields whose values are looked up one by one. Entries are only created for
 * callers that ask for more than single values.
 */
public abstract class LazyFields extends AbstractMap<String, @Nullable Object> {

	private final String nullable;

	private final List<String> others;

	/**
	 * Creates a map.
	 * @param nullable the field that is always there, even if its value is {@code null}
	 * @param others the fields that are there if they have a value
	 */
	protected LazyFields(String nullable, List<String> others) {
		this.nullable = nullable;
		this.others = others;
	}

	/**
	 * Returns the value of a field.
	 * @param name the name, not necessarily that of a field
	 * @return the value, or {@code null} if there is none
	 */
	protected abstract @Nullable Object value(String name);

	@Override
	public final @Nullable Object get(@Nullable Object name) {
		return (name instanceof String text) ? value(text) : null;
	}

	@Override
	public final boolean containsKey(@Nullable Object name) {
		return this.nullable.equals(name) || get(name) != null;
	}

	@Override
	public final Set<Map.Entry<String, @Nullable Object>> entrySet() {
		Map<String, @Nullable Object> entries = new LinkedHashMap<>();
		entries.put(this.nullable, value(this.nullable));
		for (String name : this.others) {
			Object value = value(name);
			if (value != null) {
				entries.put(name, value);
			}
		}
		return entries.entrySet();
	}

}
