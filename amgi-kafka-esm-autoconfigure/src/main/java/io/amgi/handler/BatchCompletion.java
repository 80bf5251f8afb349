package io.amgi.handler;

import java.util.concurrent.CompletableFuture;

import io.amgi.protocol.Send;
import io.amgi.sender.RecordSender;

/**
 * A batch whose handler has ended. What it could not send counts against all of it.
 *
 * @param decisions what the handler has decided
 * @param sender what the batch was sending by
 */
record BatchCompletion(BatchDecisions decisions, RecordSender sender) implements Completion {

	@Override
	public CompletableFuture<Void> decide(Send send) {
		return this.sender.end().thenRun(() -> this.decisions.events(this.sender.failure()).forEach(send::send));
	}

}
