package io.amgi.test;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import io.amgi.protocol.MessageSend;
import io.amgi.protocol.MessageSendEvent;
import io.amgi.server.DeadLetter;
import io.amgi.server.MessageSendSession;

/**
 * What the messages of one invocation are sent by.
 *
 * @param capture keeps them
 * @param recordId the record that sends on the current thread
 */
record TestSend(SendCapture capture, ThreadLocal<@Nullable String> recordId) implements MessageSendSession {

	@Override
	public CompletableFuture<Void> send(MessageSendEvent event) {
		return this.capture.send(Objects.requireNonNullElse(this.recordId.get(), ""), event);
	}

	@Override
	public MessageSend deadLetters(DeadLetter letter) {
		String recordId = new RecordId(letter.topic(), letter.partition(), letter.offset()).toString();
		return (event) -> this.capture.sendDeadLetter(recordId, event);
	}

	@Override
	public void close() {
		// What comes later still belongs to it.
	}

}
