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

	private int position;

	// Only there once another record than the one taken last was asked for.
	private @Nullable Map<String, RecordDelivery> taken;

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

	/**
	 * Returns whether the application will get another record if nothing goes wrong.
	 * @param upToDefect whether a defective record ends the queue
	 * @return whether it will
	 */
	boolean hasDeliverable(boolean upToDefect) {
		return upToDefect ? !isEmpty() && !isAtDefect() : hasDeliverable();
	}

	private boolean hasDeliverable() {
		for (int i = this.position; i < this.deliveries.size(); i++) {
			if (!this.deliveries.get(i).isDefective()) {
				return true;
			}
		}
		return false;
	}

	RecordDelivery take() {
		RecordDelivery delivery = this.deliveries.get(this.position++);
		if (this.taken != null) {
			this.taken.put(delivery.id(), delivery);
		}
		return delivery;
	}

	/**
	 * Returns the record that was taken last.
	 * @return the record
	 */
	RecordDelivery current() {
		return this.deliveries.get(this.position - 1);
	}

	/**
	 * Returns a record that was taken.
	 * @param id the record's id
	 * @return the record, or {@code null} if none with this id was taken
	 */
	@Nullable RecordDelivery find(String id) {
		if (this.position > 0) {
			RecordDelivery last = current();
			return last.id().equals(id) ? last : taken().get(id);
		}
		return null;
	}

	private Map<String, RecordDelivery> taken() {
		Map<String, RecordDelivery> taken = this.taken;
		if (taken == null) {
			taken = new HashMap<>();
			for (RecordDelivery delivery : this.deliveries.subList(0, this.position)) {
				taken.put(delivery.id(), delivery);
			}
			this.taken = taken;
		}
		return taken;
	}

	String lastId() {
		return this.deliveries.get(this.deliveries.size() - 1).id();
	}

}
