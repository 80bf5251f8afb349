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

package io.amgi.handler;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.amgi.protocol.MessageReceiveEvent;
import io.amgi.sender.PayloadRole;

/**
 * The schema that the event names for a payload or key, where the mapping uses a schema
 * registry.
 *
 * @param id the schema's id in its registry, a number or a UUID
 * @param format the format, such as {@code AVRO}, or {@code null} if the event has none
 */
public record PayloadSchema(String id, @Nullable String format) {

	static @Nullable PayloadSchema of(MessageReceiveEvent event, PayloadRole role) {
		Map<String, @Nullable Object> binding = event.bindings().get("kafka");
		Object metadata = (binding != null)
				? binding.get((role == PayloadRole.KEY) ? "keySchemaMetadata" : "valueSchemaMetadata") : null;
		return (metadata instanceof Map<?, ?> members && members.get("schemaId") instanceof String id)
				? new PayloadSchema(id, (members.get("dataFormat") instanceof String format) ? format : null) : null;
	}

}
