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

import io.amgi.sender.PayloadRole;

/**
 * A registry that knows the ids of the schemas that messages are sent with. Nothing is
 * ever registered.
 */
public interface SchemaRegistry extends SchemaSource {

	/**
	 * Finds the id of a schema.
	 * @param subject the subject that the schema is registered under
	 * @param schema the schema, or {@code null} for the subject's latest one
	 * @return the id, or {@code null} if it is not registered
	 * @throws io.amgi.protocol.NotCompletedException if the registry is unavailable
	 */
	@Nullable SchemaId findId(String subject, @Nullable SchemaDefinition schema);

	/**
	 * Returns the subject that schemas of a topic are registered under by default.
	 * @param topic the topic
	 * @param role the part of the message
	 * @return the subject
	 */
	String defaultSubject(String topic, PayloadRole role);

}
