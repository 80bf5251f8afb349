package io.amgi.handler;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import io.amgi.protocol.Send;
import io.amgi.sender.RecordSender;

/**
 * A batch whose handler has ended. What it could not send counts against all of it.
 *
 * @param decisions what the handler has decided, by attempt
 * @param sender what the batch was sending by
 */
record BatchCompletion(List<BatchDecisions> decisions, RecordSender sender) implements Completion {

	@Override
	public CompletableFuture<Void> decide(Send send) {
		return this.sender.end().thenRun(() -> decide(send, this.sender.failure()));
	}

	private void decide(Send send, @Nullable Throwable unsent) {
		this.decisions.forEach((attempt) -> attempt.events(unsent).forEach(send::send));
	}

}
