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

import org.jspecify.annotations.Nullable;

/**
 * Finds the schemas that payloads were written with. Results are cached, and concurrent
 * misses of an id lead to a single call, without a lock.
 */
public interface SchemaSource {

	/**
	 * Returns whether to ask this source for an id.
	 * @param id the id
	 * @return whether this source serves ids of its kind
	 */
	boolean supports(SchemaId id);

	/**
	 * Finds a schema.
	 * @param id the id
	 * @return the schema, or {@code null} if there is none with this id
	 * @throws io.amgi.protocol.NotCompletedException if the source is unavailable, so
	 * that the record is delivered again
	 * @throws io.amgi.handler.ChannelArgumentException if the schema cannot be used
	 */
	@Nullable SchemaDefinition find(SchemaId id);

}
