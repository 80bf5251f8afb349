package io.amgi.sender;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import io.amgi.protocol.Send;

/**
 * The sender of one record. It remembers what the record has sent and knows when all of
 * it is confirmed. Any thread may send, until the record's turn has ended.
 */
public final class RecordSender implements MessageSender {

	private final Send send;

	private final OutboundMessageConverter converter;

	private final List<SentMessage> sent = new ArrayList<>(0);

	private boolean ended;

	/**
	 * Creates a sender.
	 * @param send the way to the server
	 * @param converter converts messages to events
	 */
	public RecordSender(Send send, OutboundMessageConverter converter) {
		this.send = send;
		this.converter = converter;
	}

	/**
	 * {@inheritDoc} It does not throw: a message that cannot be converted fails as one
	 * that is not confirmed. After {@link #end()} messages fail without being sent.
	 */
	@Override
	public CompletableFuture<Void> send(OutboundMessage message) {
		SentMessage sent = new SentMessage(message.isBestEffort());
		if (remember(sent)) {
			sent.follow(() -> this.send.send(this.converter.convert(message)));
		}
		else {
			sent.settle(new IllegalStateException(
					"A message to '%s' was sent after the end of its record".formatted(message.getAddress())));
		}
		return sent;
	}

	private synchronized boolean remember(SentMessage message) {
		return !this.ended && this.sent.add(message);
	}

	/**
	 * Ends the record's turn: nothing more can be sent. May be called more than once.
	 * @return completed, and never exceptionally, when all that was sent is settled
	 */
	public CompletableFuture<Void> end() {
		List<SentMessage> sent = close();
		sent.forEach(SentMessage::end);
		return CompletableFuture.allOf(sent.stream().map(SentMessage::settled).toArray(CompletableFuture[]::new));
	}

	private synchronized List<SentMessage> close() {
		this.ended = true;
		return this.sent;
	}

	/**
	 * Waits until all that was sent is settled, and returns what counts against the
	 * record. Who asks has to nack the record because of it: the server takes all
	 * failures for seen.
	 * @return the first failure, or {@code null} if all is confirmed but for what does
	 * not matter
	 */
	public @Nullable Throwable takeFailure() {
		end().join();
		List<Throwable> failures = this.sent.stream().map(SentMessage::takeFailure).filter(Objects::nonNull).toList();
		return failures.isEmpty() ? null : failures.get(0);
	}

}
