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
 * Observes a batch and compares what it was told with the outcome.
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
		return this.scopes::decrementAndGet;
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
