package io.amgi.server;

import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The extensions of a message scope: those of its batch, and {@code amgi.group}, which is
 * made when it is asked for. It holds the {@code ids} of the scope's records in their
 * order. The rest is for channel methods: {@code hold} takes the id of a record whose
 * decision comes later, and {@code isOpen} tells whether records may still be handled.
 */
final class GroupExtensions extends AbstractMap<String, Map<String, Object>> {

	static final String GROUP = "amgi.group";

	private final Map<String, Map<String, Object>> batch;

	private final ScopeSession session;

	GroupExtensions(Map<String, Map<String, Object>> batch, ScopeSession session) {
		this.batch = batch;
		this.session = session;
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
		return Map.of("ids", new Ids(this.session.deliveries()), "hold", (Consumer<String>) this.session::hold,
				"isOpen", (BooleanSupplier) this.session::isOpen);
	}

	/**
	 * The ids of a scope's records.
	 */
	private static final class Ids extends AbstractList<String> {

		private final List<RecordDelivery> deliveries;

		Ids(List<RecordDelivery> deliveries) {
			this.deliveries = deliveries;
		}

		@Override
		public String get(int index) {
			return this.deliveries.get(index).id();
		}

		@Override
		public int size() {
			return this.deliveries.size();
		}

	}

}
