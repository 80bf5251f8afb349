package io.amgi.server;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.amgi.protocol.MessageSend;
import io.amgi.protocol.MessageSendEvent;

/**
 * One {@link MessageSend} for all events.
 *
 * @param messageSend what to send by
 */
record SharedMessageSend(MessageSend messageSend) implements MessageSendProvider {

	static final SharedMessageSend NONE = new SharedMessageSend(
			(event) -> CompletableFuture.failedFuture(new IllegalStateException("There is no MessageSend to send by")));

	@Override
	public MessageSendSession open(@Nullable String bootstrapServers) {
		return new Opened(this.messageSend);
	}

	/**
	 * What is open for as long as the application is.
	 *
	 * @param messageSend what to send by
	 */
	private record Opened(MessageSend messageSend) implements MessageSendSession {

		@Override
		public CompletableFuture<Void> send(MessageSendEvent event) {
			return this.messageSend.send(event);
		}

		@Override
		public void send(MessageSendEvent event, Consumer<@Nullable Throwable> settled) {
			this.messageSend.send(event, settled);
		}

		@Override
		public void close() {
			// Not ours.
		}

	}

}
