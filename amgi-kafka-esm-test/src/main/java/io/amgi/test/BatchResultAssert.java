/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.amgi.test;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Assertions on the result of an invocation.
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
	 * @param indexes the records' indexes in the event, from 0, in any order
	 * @return these assertions
	 */
	public BatchResultAssert hasNackedOnly(int... indexes) {
		return verify(RecordResult::isNacked, "nacked", indexes);
	}

	/**
	 * Verifies that these records were given up, and all others were acknowledged.
	 * @param indexes the records' indexes in the event, from 0, in any order
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
