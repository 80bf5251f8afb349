package io.amgi.test.mapping;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.amgi.test.RecordId;
import io.amgi.test.mapping.BatchItemFailures.Item;

/**
 * Finds in a function's response what has become of the records.
 */
@FunctionalInterface
interface ResponseReader {

	Outcome read(byte[] response, List<RecordId> records);

	static ResponseReader of(EventSourceMappingSettings settings) {
		return (settings.functionResponseTypes().contains(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES))
				? new PartialBatchResponseReader(settings.partialBatchReading()) : ResponseReader::ignore;
	}

	/**
	 * Without {@code ReportBatchItemFailures} whatever is returned is a success [D].
	 * @param response the response, looked into only to tell what is lost
	 * @param records the event's records
	 * @return the outcome
	 */
	private static Outcome ignore(byte[] response, List<RecordId> records) {
		Set<Item> items = Set.copyOf(BatchItemFailures.find(response));
		return Outcome.lost(records.stream()
			.filter((record) -> items.contains(Item.of(record)))
			.collect(Collectors.toUnmodifiableSet()));
	}

}
