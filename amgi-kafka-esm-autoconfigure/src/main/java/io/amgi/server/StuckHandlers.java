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

package io.amgi.server;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The handlers that have outlived their batch. Each keeps its group until it ends, so
 * that no other handler sees records of that group meanwhile.
 */
final class StuckHandlers {

	private final Map<StuckHandler, ClusterGroup> groups = new LinkedHashMap<>();

	private final Set<Runnable> waiting = new HashSet<>();

	synchronized void add(StuckHandler handler, @Nullable String cluster, Object group) {
		this.groups.put(handler, new ClusterGroup(cluster, group));
	}

	void remove(StuckHandler handler) {
		release(handler).forEach(Runnable::run);
	}

	private synchronized List<Runnable> release(StuckHandler handler) {
		this.groups.remove(handler);
		return List.copyOf(this.waiting);
	}

	synchronized boolean hold(@Nullable String cluster, MessageGroup group) {
		return !this.groups.isEmpty() && this.groups.containsValue(new ClusterGroup(cluster, group.key()));
	}

	/**
	 * Registers a callback for groups that become free.
	 * @param released the callback
	 */
	synchronized void register(Runnable released) {
		this.waiting.add(released);
	}

	synchronized void unregister(Runnable released) {
		this.waiting.remove(released);
	}

	synchronized List<StuckHandler> handlers() {
		return List.copyOf(this.groups.keySet());
	}

	/**
	 * A handler that has outlived its batch.
	 */
	interface StuckHandler {

		/**
		 * Returns where the handler is.
		 * @return the stack trace, empty when the handler has ended
		 */
		StackTraceElement[] stackTrace();

	}

	/**
	 * A group of records. Different clusters may have topics of the same name.
	 *
	 * @param cluster the cluster, or {@code null} if it is not known
	 * @param key the key of the group
	 */
	private record ClusterGroup(@Nullable String cluster, Object key) {

	}

}
