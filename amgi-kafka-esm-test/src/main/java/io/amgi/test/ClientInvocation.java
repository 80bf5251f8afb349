package io.amgi.test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.amgi.server.BatchOutcome;
import io.amgi.server.RecordNack;

/**
 * What is known of an invocation when it is over.
 *
 * @param event its event
 * @param outcome what the application says
 * @param capture what it has sent
 * @param duplicates the ids of records that were handled before
 */
record ClientInvocation(byte[] event, BatchOutcome outcome, SendCapture capture, Set<String> duplicates) {

	BatchResult result() {
		Map<EventCoordinates, RecordNack> nacked = index(this.outcome.nacks());
		Map<EventCoordinates, RecordNack> givenUp = index(this.outcome.givenUp());
		return new BatchResult(this.event, EventCoordinates.of(this.event)
			.stream()
			.map((record) -> new RecordResult(this.event, record.toRecordId(),
					nacked.getOrDefault(record, givenUp.get(record)), givenUp.containsKey(record),
					this.duplicates.contains(record.messageId()), this.capture.messages().of(record.messageId()),
					this.capture.deadLetters().of(record.messageId())))
			.toList(), this.capture.messages().all(), this.capture.deadLetters().all());
	}

	private static Map<EventCoordinates, RecordNack> index(List<RecordNack> nacks) {
		Map<EventCoordinates, RecordNack> index = new HashMap<>();
		nacks.forEach((nack) -> index.put(EventCoordinates.of(nack), nack));
		return index;
	}

}
