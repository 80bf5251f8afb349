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

package io.amgi.test.mapping;

import java.util.List;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.amgi.test.RecordId;

/**
 * Notifies several listeners, and keeps their exceptions from the mapping.
 */
final class CompositeEventSourceMappingListener implements EventSourceMappingListener {

	private static final Log logger = LogFactory.getLog(CompositeEventSourceMappingListener.class);

	private final List<EventSourceMappingListener> listeners;

	CompositeEventSourceMappingListener(List<EventSourceMappingListener> listeners) {
		this.listeners = List.copyOf(listeners);
	}

	@Override
	public void assigned(List<String> partitions) {
		tell((listener) -> listener.assigned(partitions));
	}

	@Override
	public void filtered(RecordId record) {
		tell((listener) -> listener.filtered(record));
	}

	@Override
	public void received(Batch batch) {
		tell((listener) -> listener.received(batch));
	}

	@Override
	public void succeeded(Batch batch) {
		tell((listener) -> listener.succeeded(batch));
	}

	@Override
	public void failed(Batch batch, String reason) {
		tell((listener) -> listener.failed(batch, reason));
	}

	@Override
	public void acked(RecordId record, int attempt) {
		tell((listener) -> listener.acked(record, attempt));
	}

	@Override
	public void failed(RecordId record, int attempt, String reason) {
		tell((listener) -> listener.failed(record, attempt, reason));
	}

	@Override
	public void failedWithOthers(RecordId record, int attempt, String reason) {
		tell((listener) -> listener.failedWithOthers(record, attempt, reason));
	}

	@Override
	public void lost(RecordId record, int attempt) {
		tell((listener) -> listener.lost(record, attempt));
	}

	@Override
	public void dropped(RecordId record, int attempt, String reason) {
		tell((listener) -> listener.dropped(record, attempt, reason));
	}

	@Override
	public void unreadable(RecordId record, String reason) {
		tell((listener) -> listener.unreadable(record, reason));
	}

	@Override
	public void sent(RecordId record, String address) {
		tell((listener) -> listener.sent(record, address));
	}

	@Override
	public void givenUp(RecordId record, int attempts, String reason) {
		tell((listener) -> listener.givenUp(record, attempts, reason));
	}

	@Override
	public void stopped() {
		tell(EventSourceMappingListener::stopped);
	}

	private void tell(Consumer<EventSourceMappingListener> event) {
		for (EventSourceMappingListener listener : this.listeners) {
			try {
				event.accept(listener);
			}
			catch (RuntimeException | AssertionError ex) {
				logger.warn("A listener has failed", ex);
			}
		}
	}

}
