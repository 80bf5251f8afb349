package io.amgi.test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import io.amgi.protocol.MessageSendEvent;

/**
 * What the records of one invocation have sent. What the test lets fail is not sent.
 */
final class SendCapture {

	private final List<Captured> captured = new ArrayList<>();

	private final JsonMapper jsonMapper;

	private final Function<SentMessage, @Nullable Throwable> failures;

	SendCapture(JsonMapper jsonMapper, Function<SentMessage, @Nullable Throwable> failures) {
		this.jsonMapper = jsonMapper;
		this.failures = failures;
	}

	CompletableFuture<Void> send(String recordId, MessageSendEvent event) {
		SentMessage message = new SentMessage(event, this.jsonMapper);
		Throwable failure = this.failures.apply(message);
		if (failure != null) {
			return CompletableFuture.failedFuture(failure);
		}
		add(new Captured(recordId, message));
		return CompletableFuture.completedFuture(null);
	}

	private synchronized void add(Captured message) {
		this.captured.add(message);
	}

	synchronized List<SentMessage> messages() {
		return this.captured.stream().map(Captured::message).toList();
	}

	synchronized List<SentMessage> messages(String recordId) {
		return this.captured.stream()
			.filter((message) -> message.recordId().equals(recordId))
			.map(Captured::message)
			.toList();
	}

	/**
	 * A message, and the record that has sent it.
	 */
	private record Captured(String recordId, SentMessage message) {

	}

}
