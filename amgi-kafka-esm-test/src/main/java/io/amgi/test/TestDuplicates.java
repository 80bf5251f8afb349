package io.amgi.test;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.amazonaws.services.lambda.runtime.Context;

import io.amgi.handler.ChannelMessage;
import io.amgi.idempotency.DuplicateListener;

/**
 * Collects which records of an invocation were handled before.
 */
final class TestDuplicates implements DuplicateListener {

	private final Map<Context, Set<String>> recognized = new ConcurrentHashMap<>();

	void begin(Context invocation) {
		this.recognized.put(invocation, ConcurrentHashMap.newKeySet());
	}

	Set<String> end(Context invocation) {
		Set<String> ids = this.recognized.remove(invocation);
		return (ids != null) ? Set.copyOf(ids) : Set.of();
	}

	@Override
	public void recognized(ChannelMessage message) {
		Map<String, Object> lambda = message.getScope().extensions().getOrDefault("aws.lambda", Map.of());
		if (lambda.get("context") instanceof Context invocation) {
			this.recognized.computeIfPresent(invocation, (same, ids) -> {
				ids.add(message.getEvent().id());
				return ids;
			});
		}
	}

}
