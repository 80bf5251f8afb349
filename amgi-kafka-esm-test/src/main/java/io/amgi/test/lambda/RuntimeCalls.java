package io.amgi.test.lambda;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The last calls to the emulated APIs.
 */
final class RuntimeCalls {

	private static final int MAX_CALLS = 10_000;

	private final Deque<LambdaCall> calls = new ArrayDeque<>();

	synchronized void add(RuntimeExchange exchange) {
		if (this.calls.size() == MAX_CALLS) {
			this.calls.removeFirst();
		}
		this.calls.addLast(new LambdaCall(exchange.method(), exchange.path(), Instant.now()));
	}

	synchronized List<LambdaCall> list() {
		return List.copyOf(this.calls);
	}

}
