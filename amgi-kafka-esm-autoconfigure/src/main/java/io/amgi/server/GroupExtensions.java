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

import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * The extensions of a message scope: those of its batch, and {@code amgi.group}, which is
 * created lazily. It contains the {@code ids} and {@code timestamps} of the scope's
 * records in their order. The other members are for channel methods: {@code hold} accepts
 * the id of a record that will be decided later, {@code holdAck} that of a record that
 * will be acknowledged later, and {@code isOpen} returns whether records may still be
 * handled.
 */
final class GroupExtensions extends AbstractMap<String, Map<String, Object>> {

	static final String GROUP = "amgi.group";

	private final Map<String, Map<String, Object>> batch;

	private final ScopeDecisions decisions;

	GroupExtensions(Map<String, Map<String, Object>> batch, ScopeDecisions decisions) {
		this.batch = batch;
		this.decisions = decisions;
	}

	@Override
	public @Nullable Map<String, Object> get(Object key) {
		return GROUP.equals(key) ? group() : this.batch.get(key);
	}

	@Override
	public boolean containsKey(Object key) {
		return GROUP.equals(key) || this.batch.containsKey(key);
	}

	@Override
	public Set<Entry<String, Map<String, Object>>> entrySet() {
		Map<String, Map<String, Object>> all = new HashMap<>(this.batch);
		all.put(GROUP, group());
		return Map.copyOf(all).entrySet();
	}

	private Map<String, Object> group() {
		List<RecordDelivery> deliveries = this.decisions.deliveries();
		return Map.of("ids", new Facts<String>(deliveries, RecordDelivery::id), "timestamps",
				new Facts<@Nullable Long>(deliveries, (delivery) -> delivery.record().timestamp()), "hold",
				(Consumer<String>) this.decisions::hold, "holdAck", (Consumer<String>) this.decisions::holdAck,
				"isOpen", (BooleanSupplier) this.decisions::mayDeliver);
	}

	/**
	 * A fact about each of a scope's records, read when it is asked for.
	 *
	 * @param <T> the type of the fact
	 */
	private static final class Facts<T extends @Nullable Object> extends AbstractList<T> {

		private final List<RecordDelivery> deliveries;

		private final Function<RecordDelivery, T> fact;

		Facts(List<RecordDelivery> deliveries, Function<RecordDelivery, T> fact) {
			this.deliveries = deliveries;
			this.fact = fact;
		}

		@Override
		public T get(int index) {
			return this.fact.apply(this.deliveries.get(index));
		}

		@Override
		public int size() {
			return this.deliveries.size();
		}

	}

}
