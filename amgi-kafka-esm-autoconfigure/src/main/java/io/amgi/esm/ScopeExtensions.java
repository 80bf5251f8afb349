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

package io.amgi.esm;

import java.util.HashMap;
import java.util.Map;

import com.amazonaws.services.lambda.runtime.Context;
import org.jspecify.annotations.Nullable;

import io.amgi.esm.event.KafkaEvent;

/**
 * The extensions of message scopes that only Lambda knows.
 */
final class ScopeExtensions {

	private ScopeExtensions() {
	}

	static Map<String, Map<String, Object>> of(KafkaEvent event, @Nullable Context context) {
		Map<String, Map<String, Object>> extensions = new HashMap<>();
		Map<String, Object> source = eventSource(event);
		if (!source.isEmpty()) {
			extensions.put("amgi.event_source", source);
		}
		if (context != null) {
			extensions.put("aws.lambda", Map.of("context", context));
		}
		return extensions;
	}

	private static Map<String, Object> eventSource(KafkaEvent event) {
		Map<String, Object> source = new HashMap<>();
		if (event.eventSourceArn() != null) {
			source.put("arn", event.eventSourceArn());
		}
		if (event.bootstrapServers() != null) {
			source.put("bootstrapServers", event.bootstrapServers());
		}
		return Map.copyOf(source);
	}

}
