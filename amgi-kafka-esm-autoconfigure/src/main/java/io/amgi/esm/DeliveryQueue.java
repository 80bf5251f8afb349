package io.amgi.esm;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The records of one group, which are taken one after another. Those that cannot be
 * delivered keep their place among the others.
 */
final class DeliveryQueue {

	private final List<RecordDelivery> deliveries;

	private final Map<String, RecordDelivery> taken = new HashMap<>(4);

	private int position;

	/**
	 * Creates a queue.
	 * @param deliveries the records in their order, at least one
	 */
	DeliveryQueue(List<RecordDelivery> deliveries) {
		this.deliveries = deliveries;
	}

	List<RecordDelivery> all() {
		return this.deliveries;
	}

	boolean isEmpty() {
		return this.position == this.deliveries.size();
	}

	boolean isAtDefect() {
		return !isEmpty() && this.deliveries.get(this.position).isDefective();
	}

	// Returns whether the application will get another record if nothing goes wrong.
	boolean hasDeliverable(boolean upToDefect) {
		List<RecordDelivery> rest = this.deliveries.subList(this.position, this.deliveries.size());
		return upToDefect ? !isEmpty() && !isAtDefect() : rest.stream().anyMatch((next) -> !next.isDefective());
	}

	RecordDelivery take() {
		RecordDelivery delivery = this.deliveries.get(this.position++);
		this.taken.put(delivery.id(), delivery);
		return delivery;
	}

	/**
	 * Returns a record that was taken.
	 * @param id the record's id
	 * @return the record, or {@code null} if none with this id was taken
	 */
	@Nullable RecordDelivery find(String id) {
		return this.taken.get(id);
	}

	// Returns the id of a record to name the group by.
	String firstId() {
		return this.deliveries.get(0).id();
	}

	String lastId() {
		return this.deliveries.get(this.deliveries.size() - 1).id();
	}

}
