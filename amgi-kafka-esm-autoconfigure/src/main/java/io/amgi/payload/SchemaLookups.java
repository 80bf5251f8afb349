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

package io.amgi.payload;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.amgi.protocol.MessageScope;
import io.amgi.protocol.NotCompletedException;

/**
 * The ids that a batch may still ask registries for. Invented ids, and a registry that is
 * away, must not hold up a batch of thousands of records.
 */
final class SchemaLookups {

	static final int MAX_PER_BATCH = 16;

	private final AtomicInteger left = new AtomicInteger(MAX_PER_BATCH);

	private volatile boolean unavailable;

	/**
	 * Returns the lookups of the batch that a scope belongs to.
	 * @param scope the scope
	 * @return the lookups
	 */
	@SuppressWarnings("unchecked") // The extension maps names to objects.
	static SchemaLookups of(MessageScope scope) {
		Map<String, Object> batch = scope.extensions().getOrDefault("amgi.batch", Map.of());
		return (batch.get("attributes") instanceof Map<?, ?> attributes)
				? (SchemaLookups) ((Map<Object, Object>) attributes).computeIfAbsent(SchemaLookups.class,
						(key) -> new SchemaLookups())
				: new SchemaLookups();
	}

	/**
	 * Begins a lookup.
	 * @throws NotCompletedException if there must be none
	 */
	void begin() {
		if (this.unavailable) {
			throw new NotCompletedException("Not attempted: a schema registry is unavailable");
		}
		if (this.left.getAndDecrement() <= 0) {
			this.left.set(0);
			throw new NotCompletedException(
					"Not attempted: %d schemas of its batch were looked up before".formatted(MAX_PER_BATCH));
		}
	}

	/**
	 * Lets no further lookup begin, since a registry is unavailable.
	 */
	void end() {
		this.unavailable = true;
	}

}
