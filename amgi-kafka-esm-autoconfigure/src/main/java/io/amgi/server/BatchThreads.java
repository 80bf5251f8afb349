package io.amgi.server;

import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The threads of a batch, besides those that handlers run on.
 *
 * @param settlements runs settlements, and all that an application has made depend on
 * them
 * @param publisher publishes dead letters
 */
record BatchThreads(SettlementExecutor settlements, SequentialPublisher publisher) {

	static BatchThreads on(Executor executor, Consumer<Throwable> onError) {
		return new BatchThreads(new SettlementExecutor(executor, onError), new SequentialPublisher(executor, onError));
	}

}
