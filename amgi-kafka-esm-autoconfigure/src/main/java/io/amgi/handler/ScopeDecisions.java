package io.amgi.handler;

import java.util.ArrayDeque;
import java.util.Deque;

import io.amgi.protocol.Send;

/**
 * Decides on a scope's records as what they sent is confirmed. Nothing waits before the
 * scope's end, so that records send one behind another.
 */
final class ScopeDecisions implements AutoCloseable {

	private final Send send;

	private final Deque<RecordTurn> pending = new ArrayDeque<>();

	ScopeDecisions(Send send) {
		this.send = send;
	}

	/**
	 * Decides on a record, or remembers it until it can be decided.
	 * @param turn the record's turn
	 */
	void add(RecordTurn turn) {
		decideWhatIsSettled();
		if (turn.isDecidable()) {
			this.send.send(turn.decide());
		}
		else {
			this.pending.add(turn);
		}
	}

	private void decideWhatIsSettled() {
		while (!this.pending.isEmpty() && this.pending.element().isDecidable()) {
			this.send.send(this.pending.remove().decide());
		}
	}

	/**
	 * Waits for what is not confirmed yet, which the server bounds.
	 */
	@Override
	public void close() {
		this.pending.forEach((turn) -> this.send.send(turn.decide()));
	}

}
