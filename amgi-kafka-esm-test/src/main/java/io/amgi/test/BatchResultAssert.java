package io.amgi.test;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Assertions on what became of the records of an invocation.
 */
public final class BatchResultAssert extends AbstractSendsAssert<BatchResultAssert, BatchResult> {

	BatchResultAssert(BatchResult actual) {
		super(actual, BatchResultAssert.class);
	}

	@Override
	List<SentMessage> sent() {
		return this.actual.sent();
	}

	/**
	 * Verifies that all records were acknowledged.
	 * @return these assertions
	 */
	public BatchResultAssert isAcked() {
		return hasNackedOnly();
	}

	/**
	 * Verifies that no record was acknowledged.
	 * @return these assertions
	 */
	public BatchResultAssert isNacked() {
		return hasNackedOnly(IntStream.range(0, this.actual.records().size()).toArray());
	}

	/**
	 * Verifies that these records were not acknowledged, and all others were.
	 * @param indexes the records' places in the event, from 0, in any order
	 * @return these assertions
	 */
	public BatchResultAssert hasNackedOnly(int... indexes) {
		List<RecordResult> expected = Arrays.stream(indexes).sorted().distinct().mapToObj(this.actual::record).toList();
		List<RecordResult> nacked = this.actual.records().stream().filter((record) -> !record.isAcked()).toList();
		if (!nacked.equals(expected)) {
			throw failure("Expecting of %s%nto be nacked:%n  %s%nbut nacked were:%n  %s", ids(this.actual.records()),
					ids(expected), nacked);
		}
		return this;
	}

	private static List<RecordId> ids(List<RecordResult> records) {
		return records.stream().map(RecordResult::id).toList();
	}

}
