package io.amgi.idempotency;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The owners of this JVM's claims. Those that are closed cannot be at work any more: what
 * they have left behind can be taken over at once.
 */
final class ClaimOwners {

	private static final int REMEMBERED = 1000;

	private final Set<String> closed = Collections.synchronizedSet(Collections.newSetFromMap(new Bounded()));

	/**
	 * Opens an owner, random and so unique after a restored snapshot, too.
	 * @return the owner
	 */
	String open() {
		return UUID.randomUUID().toString();
	}

	void close(String owner) {
		this.closed.add(owner);
	}

	boolean isClosed(String owner) {
		return this.closed.contains(owner);
	}

	/**
	 * Forgets the eldest.
	 */
	private static final class Bounded extends LinkedHashMap<String, Boolean> {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
			return size() > REMEMBERED;
		}

	}

}
