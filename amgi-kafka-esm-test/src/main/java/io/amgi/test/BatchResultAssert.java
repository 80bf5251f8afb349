package io.amgi.test;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
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

	@Override
	List<SentMessage> deadLetters() {
		return this.actual.deadLetters();
	}

	/**
	 * Verifies that all records were acknowledged.
	 * @return these assertions
	 */
	public BatchResultAssert isAcked() {
		return hasNackedOnly();
	}

	/**
	 * Verifies that all records were nacked, and none was given up.
	 * @return these assertions
	 */
	public BatchResultAssert isNacked() {
		return hasNackedOnly(IntStream.range(0, this.actual.records().size()).toArray());
	}

	/**
	 * Verifies that these records were nacked, and all others were acknowledged.
	 * @param indexes the records' places in the event, from 0, in any order
	 * @return these assertions
	 */
	public BatchResultAssert hasNackedOnly(int... indexes) {
		return verify(RecordResult::isNacked, "nacked", indexes);
	}

	/**
	 * Verifies that these records were given up, and all others were acknowledged.
	 * @param indexes the records' places in the event, from 0, in any order
	 * @return these assertions
	 */
	public BatchResultAssert hasDeadLetteredOnly(int... indexes) {
		return verify(RecordResult::isDeadLettered, "given up", indexes);
	}

	private BatchResultAssert verify(Predicate<RecordResult> outcome, String expectation, int... indexes) {
		List<RecordResult> expected = Arrays.stream(indexes).sorted().distinct().mapToObj(this.actual::record).toList();
		List<RecordResult> unacked = this.actual.records().stream().filter((record) -> !record.isAcked()).toList();
		if (!unacked.equals(expected) || !unacked.stream().allMatch(outcome)) {
			throw failure("Expecting of %s%nto be %s:%n  %s%nbut not acked were:%n  %s", ids(this.actual.records()),
					expectation, ids(expected), unacked);
		}
		return this;
	}

	private static List<RecordId> ids(List<RecordResult> records) {
		return records.stream().map(RecordResult::id).toList();
	}

}
