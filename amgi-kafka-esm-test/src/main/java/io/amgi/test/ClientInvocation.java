package io.amgi.test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.amgi.server.BatchOutcome;
import io.amgi.server.RecordNack;

/**
 * What is known of an invocation when it is over.
 *
 * @param outcome what the application says
 * @param capture what it has sent
 */
record ClientInvocation(BatchOutcome outcome, SendCapture capture) {

	BatchResult result(List<EventCoordinates> records) {
		Map<EventCoordinates, RecordNack> nacked = index(this.outcome.nacks());
		Map<EventCoordinates, RecordNack> givenUp = index(this.outcome.givenUp());
		return new BatchResult(records.stream()
			.map((record) -> new RecordResult(record.toRecordId(), nacked.getOrDefault(record, givenUp.get(record)),
					givenUp.containsKey(record), this.capture.messages().of(record.messageId()),
					this.capture.deadLetters().of(record.messageId())))
			.toList(), this.capture.messages().all(), this.capture.deadLetters().all());
	}

	private static Map<EventCoordinates, RecordNack> index(List<RecordNack> nacks) {
		Map<EventCoordinates, RecordNack> index = new HashMap<>();
		nacks.forEach((nack) -> index.put(EventCoordinates.of(nack), nack));
		return index;
	}

}
