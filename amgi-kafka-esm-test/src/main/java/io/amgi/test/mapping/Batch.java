package io.amgi.test.mapping;

import java.util.List;

import io.amgi.test.RecordId;

/**
 * What one invocation of the function got.
 *
 * @param records the records, in the event's order
 * @param attempt the number of the invocation that these records are in: 1 at first, more
 * after a retry or a split
 * @param payloadSize the size of the event, in bytes
 */
public record Batch(List<RecordId> records, int attempt, int payloadSize) {

	public Batch {
		records = List.copyOf(records);
	}

}
