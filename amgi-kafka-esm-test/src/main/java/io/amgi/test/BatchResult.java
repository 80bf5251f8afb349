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

import java.util.List;

import org.assertj.core.api.AssertProvider;

/**
 * Result of an invocation, with the results of its records. AssertJ's {@code assertThat}
 * offers assertions on it:
 *
 * <pre class="code">
 * BatchResult result = client.sendBatch("orders", good, bad);
 * assertThat(result).hasNackedOnly(1);
 * assertThat(result.record(0)).hasSent("invoices");
 * </pre>
 */
public final class BatchResult implements AssertProvider<BatchResultAssert> {

	private final byte[] event;

	private final List<RecordResult> records;

	private final List<SentMessage> sent;

	private final List<SentMessage> deadLetters;

	BatchResult(byte[] event, List<RecordResult> records, List<SentMessage> sent, List<SentMessage> deadLetters) {
		this.event = event;
		this.records = List.copyOf(records);
		this.sent = sent;
		this.deadLetters = deadLetters;
	}

	/**
	 * Returns the results of all records.
	 * @return the results in the event's order
	 */
	public List<RecordResult> records() {
		return this.records;
	}

	/**
	 * Returns the result of a record.
	 * @param index the record's index in the event, from 0
	 * @return the result
	 */
	public RecordResult record(int index) {
		return this.records.get(index);
	}

	/**
	 * Returns the result of a record.
	 * @param topic the record's topic
	 * @param partition the record's partition
	 * @param offset the record's offset
	 * @return the result
	 * @throws IllegalArgumentException if the event had no such record
	 */
	public RecordResult record(String topic, int partition, long offset) {
		RecordId id = new RecordId(topic, partition, offset);
		return this.records.stream()
			.filter((record) -> record.id().equals(id))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("%s is not in the event, only %s".formatted(id,
					this.records.stream().map(RecordResult::id).toList())));
	}

	/**
	 * Returns the records that {@code @Idempotent} methods have handled before.
	 * @return the records in the event's order
	 */
	public List<RecordResult> duplicates() {
		return this.records.stream().filter(RecordResult::isDuplicate).toList();
	}

	byte[] event() {
		return this.event;
	}

	/**
	 * Returns the messages that the records have sent.
	 * @return the messages that were confirmed, in their order
	 */
	public List<SentMessage> sent() {
		return this.sent;
	}

	/**
	 * Returns the dead letters of records that were given up.
	 * @return the dead letters that were confirmed, in their order
	 */
	public List<SentMessage> deadLetters() {
		return this.deadLetters;
	}

	/**
	 * Returns assertions; {@code assertThat(result)} calls this.
	 */
	@Override
	public BatchResultAssert assertThat() {
		return new BatchResultAssert(this);
	}

	@Override
	public String toString() {
		return this.records.toString();
	}

}
