package io.amgi.test.mapping;

/**
 * What a mapping reads from the function's response.
 */
public enum FunctionResponseType {

	/**
	 * AWS's {@code ReportBatchItemFailures}: the records that the response names have
	 * failed. Without it a response is not read, and records that it names are committed.
	 */
	REPORT_BATCH_ITEM_FAILURES

}
