package io.amgi.test;

import java.util.ArrayList;
import java.util.List;

/**
 * Messages that were sent, and by which record.
 */
final class CapturedMessages {

	private final List<Captured> captured = new ArrayList<>();

	synchronized void add(String recordId, SentMessage message) {
		this.captured.add(new Captured(recordId, message));
	}

	synchronized List<SentMessage> all() {
		return this.captured.stream().map(Captured::message).toList();
	}

	synchronized List<SentMessage> of(String recordId) {
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
