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

import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Observes a batch and compares its notifications with the outcome.
 */
final class ModelObserver implements BatchObserver, BatchObservation {

	private final Queue<String> settled = new ConcurrentLinkedQueue<>();

	private final Map<String, RecordOutcome.Kind> outcomes = new ConcurrentHashMap<>();

	private final AtomicInteger scopes = new AtomicInteger();

	private final AtomicInteger closed = new AtomicInteger();

	@Override
	public BatchObservation open(InboundBatch batch) {
		return this;
	}

	@Override
	public RecordScope scope(InboundRecord record) {
		this.scopes.incrementAndGet();
		return this::closeScope;
	}

	// Slow on purpose, to expose a batch that does not wait for it.
	private void closeScope() {
		for (int i = 0; i < 2_000; i++) {
			Thread.onSpinWait();
		}
		this.scopes.decrementAndGet();
	}

	@Override
	public void settled(InboundRecord record, RecordOutcome outcome) {
		this.settled.add(record.id());
		this.outcomes.put(record.id(), outcome.kind());
	}

	@Override
	public void close(BatchOutcome outcome) {
		this.closed.incrementAndGet();
	}

	void check(Collection<String> records, Set<String> nacks) {
		assertThat(this.settled).containsExactlyInAnyOrderElementsOf(records);
		assertThat(nacks).allMatch((id) -> this.outcomes.get(id) == RecordOutcome.Kind.NACKED
				|| this.outcomes.get(id) == RecordOutcome.Kind.NOT_COMPLETED);
		assertThat(records).filteredOn((id) -> !nacks.contains(id))
			.allMatch((id) -> this.outcomes.get(id) == RecordOutcome.Kind.ACKED
					|| this.outcomes.get(id) == RecordOutcome.Kind.DEAD_LETTERED);
		assertThat(this.scopes).hasValue(0);
		assertThat(this.closed).hasValue(1);
	}

}
