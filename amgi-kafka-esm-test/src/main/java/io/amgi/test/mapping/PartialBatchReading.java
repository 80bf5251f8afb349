package io.amgi.test.mapping;

/**
 * What comes again after a partial batch response. AWS's documentation says that Lambda
 * retries "just those specific items", but not whether what is behind them in their
 * partition comes again, too, as it does with Kinesis. A function should be right under
 * both readings.
 */
public enum PartialBatchReading {

	/**
	 * Only the records that the response names.
	 */
	NAMED_OFFSETS,

	/**
	 * Per partition, all records from the lowest one that the response names.
	 */
	FROM_LOWEST_OFFSET

}
