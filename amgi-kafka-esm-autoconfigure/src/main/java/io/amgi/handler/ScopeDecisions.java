package io.amgi.handler;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.amgi.protocol.Send;

/**
 * Decides on a scope's records as what they sent is settled. Nothing waits before the
 * scope's end, so that records send one behind another.
 */
final class ScopeDecisions implements AutoCloseable {

	private final Send send;

	private final List<CompletableFuture<Void>> pending = new ArrayList<>(0);

	ScopeDecisions(Send send) {
		this.send = send;
	}

	/**
	 * Decides on a record, now or as soon as it can be.
	 * @param turn the record's turn
	 */
	void add(RecordTurn turn) {
		CompletableFuture<Void> decided = turn.decide(this.send);
		if (!decided.isDone() || decided.isCompletedExceptionally()) {
			this.pending.add(decided);
		}
	}

	/**
	 * Waits for what is not settled yet, which the server bounds.
	 */
	@Override
	public void close() {
		CompletableFuture.allOf(this.pending.toArray(CompletableFuture[]::new)).join();
	}

}
