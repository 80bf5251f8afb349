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

	private static final CompletableFuture<@Nullable Throwable> NOTHING_SENT = CompletableFuture.completedFuture(null);

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
			sent.fail(new IllegalStateException(
					"A message to '%s' was sent after the end of its record".formatted(message.getAddress())));
		}
		return sent;
	}

	private synchronized boolean remember(SentMessage message) {
		return !this.ended && this.sent.add(message);
	}

	/**
	 * Ends sending and tells what becomes of the record. May be called more than once.
	 * @return completed when all that was sent is confirmed or has failed: with the first
	 * failure that counts against the record, or with {@code null} if there is none
	 */
	public CompletableFuture<@Nullable Throwable> end() {
		List<CompletableFuture<@Nullable Throwable>> outcomes = close().stream().map(SentMessage::outcome).toList();
		if (outcomes.isEmpty()) {
			return NOTHING_SENT;
		}
		return CompletableFuture.allOf(outcomes.toArray(CompletableFuture[]::new))
			.thenApply((done) -> outcomes.stream()
				.map(CompletableFuture::join)
				.filter(Objects::nonNull)
				.findFirst()
				.orElse(null));
	}

	private synchronized List<SentMessage> close() {
		this.ended = true;
		return this.sent;
	}

}
