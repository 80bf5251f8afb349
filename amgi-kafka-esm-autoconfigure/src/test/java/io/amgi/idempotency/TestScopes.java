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
