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

	private final Map<Worker, Object> groups = new LinkedHashMap<>();

	private final Set<GroupScheduler> waiting = new HashSet<>();

	synchronized void add(Worker worker, Object group) {
		this.groups.put(worker, group);
	}

	void remove(Worker worker) {
		release(worker).forEach(GroupScheduler::release);
	}

	private synchronized List<GroupScheduler> release(Worker worker) {
		this.groups.remove(worker);
		return List.copyOf(this.waiting);
	}

	synchronized boolean hold(MessageGroup group) {
		return this.groups.containsValue(group.key());
	}

	// Lets a scheduler hear of groups that become free.
	synchronized void register(GroupScheduler scheduler) {
		this.waiting.add(scheduler);
	}

	synchronized void unregister(GroupScheduler scheduler) {
		this.waiting.remove(scheduler);
	}

	synchronized List<Worker> workers() {
		return List.copyOf(this.groups.keySet());
	}

}
