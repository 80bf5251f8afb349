package io.amgi.test;

import java.util.List;

/**
 * Finds in a function's response what has become of the records.
 */
@FunctionalInterface
interface ResponseReader {

	Outcome read(byte[] response, List<RecordId> records);

	static ResponseReader of(EventSourceMappingSettings settings) {
		return (response, records) -> Outcome.success();
	}

}
