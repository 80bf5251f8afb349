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

import java.util.UUID;

/**
 * The id of a schema in a registry. A schema never changes under its id.
 */
public sealed interface SchemaId {

	/**
	 * Reads an id.
	 * @param text a positive number of 32 bits, or a UUID
	 * @return the id
	 * @throws IllegalArgumentException if the text is neither
	 */
	static SchemaId parse(String text) {
		return (text.length() == 36) ? new Uuid(UUID.fromString(text)) : new Numeric(Integer.parseInt(text));
	}

	/**
	 * An id of Confluent's registry, or one with the same API.
	 *
	 * @param value the number
	 */
	record Numeric(int value) implements SchemaId {

		public Numeric {
			if (value <= 0) {
				throw new IllegalArgumentException("The id of a schema must be positive");
			}
		}

		@Override
		public String toString() {
			return Integer.toString(this.value);
		}

	}

	/**
	 * The id of a schema's version in AWS Glue.
	 *
	 * @param value the UUID
	 */
	record Uuid(UUID value) implements SchemaId {

		@Override
		public String toString() {
			return this.value.toString();
		}

	}

}
