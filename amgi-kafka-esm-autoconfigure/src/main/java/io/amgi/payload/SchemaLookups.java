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
	@SuppressWarnings("unchecked")
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
