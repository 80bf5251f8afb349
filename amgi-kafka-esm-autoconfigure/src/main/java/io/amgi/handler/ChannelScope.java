package io.amgi.handler;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

import io.amgi.protocol.MessageReceiveEvent;
import io.amgi.protocol.MessageScope;
import io.amgi.protocol.Receive;
import io.amgi.protocol.Send;
import io.amgi.protocol.SendEvent;
import io.amgi.sender.RecordSender;

/**
 * A message scope as a channel method handles it.
 */
final class ChannelScope {

	private final MessageScope scope;

	private final Map<String, String> parameters;

	private final Receive receive;

	private final Send send;

	private final ChannelMessageSupport conventions;

	ChannelScope(MessageScope scope, Map<String, String> parameters, Receive receive, Send send,
			ChannelMessageSupport conventions) {
		this.scope = scope;
		this.parameters = parameters;
		this.receive = receive;
		this.send = send;
		this.conventions = conventions;
	}

	MessageReceiveEvent receive() throws InterruptedException {
		return (MessageReceiveEvent) this.receive.receive();
	}

	void send(SendEvent decision) {
		this.send.send(decision);
	}

	/**
	 * Returns whether messages behind a failed one may still be handled, which only the
	 * server knows.
	 * @return whether it says so
	 */
	boolean mayContinue() {
		Map<String, Object> failure = this.scope.extensions().getOrDefault("amgi.failure", Map.of());
		return failure.get("mayContinue") instanceof BooleanSupplier mayContinue && mayContinue.getAsBoolean();
	}

	/**
	 * Returns whether the server hands out nothing more because the application ends.
	 * @return whether it says so
	 */
	boolean isEnding() {
		Map<String, Object> failure = this.scope.extensions().getOrDefault("amgi.failure", Map.of());
		return failure.get("isEnding") instanceof BooleanSupplier isEnding && isEnding.getAsBoolean();
	}

	/**
	 * Creates a sender for a message.
	 * @param messageId the message's id
	 * @return the sender
	 */
	RecordSender sender(String messageId) {
		return new RecordSender(this.send, this.conventions.outboundConverter(), messageId);
	}

	ChannelMessage message(MessageReceiveEvent event, RecordSender sender) {
		return new ChannelMessage(this.scope, event, this.parameters, sender, this.conventions);
	}

	/**
	 * Runs a handler with its sender bound to this thread.
	 * @param sender the sender
	 * @param handler the handler
	 * @throws Exception what the handler throws
	 */
	void run(RecordSender sender, Handler handler) throws Exception {
		this.conventions.currentSender().bind(sender);
		try {
			handler.handle();
		}
		finally {
			this.conventions.currentSender().unbind();
		}
	}

	/**
	 * Decides on a turn, now or as soon as it can be. Nothing waits for that, not even at
	 * the scope's end, so that turns and scopes send one behind another: the server knows
	 * what is under way.
	 * @param turn the turn
	 */
	void decide(Completion turn) {
		CompletableFuture<Void> decision = turn.decide(this.send);
		if (decision.isCompletedExceptionally()) {
			decision.join();
		}
	}

	/**
	 * What is done with a message, or with a batch of them.
	 */
	@FunctionalInterface
	interface Handler {

		void handle() throws Exception;

	}

}
