package io.amgi.esm;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The handlers that have outlived their invocation. Each keeps its group until it ends,
 * so that no other handler sees records of that group meanwhile.
 */
final class StuckHandlers {

	private final Map<Lane, Object> groups = new LinkedHashMap<>();

	private final Set<Schedule> waiting = new HashSet<>();

	synchronized void add(Lane lane, Object group) {
		this.groups.put(lane, group);
	}

	void remove(Lane lane) {
		release(lane).forEach(Schedule::release);
	}

	private synchronized List<Schedule> release(Lane lane) {
		this.groups.remove(lane);
		return List.copyOf(this.waiting);
	}

	synchronized boolean hold(Group group) {
		return this.groups.containsValue(group.key());
	}

	// Lets a schedule hear of groups that become free.
	synchronized void register(Schedule schedule) {
		this.waiting.add(schedule);
	}

	synchronized void unregister(Schedule schedule) {
		this.waiting.remove(schedule);
	}

	synchronized List<Lane> lanes() {
		return List.copyOf(this.groups.keySet());
	}

}
