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

package io.amgi.idempotency;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.amgi.protocol.AmgiVersions;
import io.amgi.protocol.MessageReceiveEvent;
import io.amgi.protocol.MessageScope;

/**
 * Scopes and messages of topic "orders".
 */
final class TestScopes {

	private TestScopes() {
	}

	static MessageScope of(Map<String, Map<String, Object>> extensions) {
		return new MessageScope(AmgiVersions.V1_0, "orders", new HashMap<>(), extensions);
	}

	static MessageReceiveEvent event(String id, long timestamp) {
		return new MessageReceiveEvent(id, List.of(), null, Map.of("kafka", Map.of("timestamp", timestamp)), false);
	}

}
