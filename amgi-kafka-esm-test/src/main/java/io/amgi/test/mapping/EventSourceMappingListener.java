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

package io.amgi.test.mapping;

import java.util.List;

import io.amgi.test.RecordId;

/**
 * Is notified of the results of batches and records. Called on the mapping's threads,
 * concurrently if there are several pollers or concurrent invocations. Exceptions are
 * logged and otherwise ignored.
 */
public interface EventSourceMappingListener {

	/**
	 * Partitions were assigned to a poller, which has found where to start reading.
	 * @param partitions the partitions, such as {@code orders-3}
	 */
	default void assigned(List<String> partitions) {
	}

	/**
	 * The filter criteria exclude a record.
	 * @param record the record
	 */
	default void filtered(RecordId record) {
	}

	/**
	 * The function is about to be invoked.
	 * @param batch the batch
	 */
	default void received(Batch batch) {
	}

	/**
	 * The function has returned, and no record of the batch is delivered again.
	 * @param batch the batch
	 */
	default void succeeded(Batch batch) {
	}

	/**
	 * The function has failed, or has reported failed records.
	 * @param batch the batch
	 * @param reason the reason
	 */
	default void failed(Batch batch, String reason) {
	}

	/**
	 * A record is done. Its offset is committed when all records before it are done, too.
	 * @param record the record
	 * @param attempt the invocation that it was in
	 */
	default void acked(RecordId record, int attempt) {
	}

	/**
	 * A record has failed. It is delivered again or given up.
	 * @param record the record
	 * @param attempt the invocation that it was in
	 * @param reason the reason
	 */
	default void failed(RecordId record, int attempt, String reason) {
	}

	/**
	 * A record has failed only because others in the same event have. It is delivered
	 * again or given up with them. By default the same as
	 * {@link #failed(RecordId, int, String)}.
	 * @param record the record
	 * @param attempt the invocation that it was in
	 * @param reason the reason
	 */
	default void failedWithOthers(RecordId record, int attempt, String reason) {
		failed(record, attempt, reason);
	}

	/**
	 * The function has reported a record as failed, but the mapping does not read partial
	 * batch responses. The record is committed and not delivered again.
	 * @param record the record
	 * @param attempt the invocation that it was in
	 * @see FunctionResponseType#REPORT_BATCH_ITEM_FAILURES
	 */
	default void lost(RecordId record, int attempt) {
	}

	/**
	 * The application has refused a record, but responds with success. The record is
	 * committed and not delivered again. Called for applications in this process under
	 * {@code spring.amgi.on-nack=log}.
	 * @param record the record
	 * @param attempt the invocation that it was in
	 * @param reason the reason
	 */
	default void dropped(RecordId record, int attempt, String reason) {
	}

	/**
	 * The mapping's schema registry cannot read a record, and there is no on-failure
	 * destination: the record is committed, and the function never receives it. By
	 * default the same as {@link #dropped(RecordId, int, String)} before the first
	 * invocation.
	 * @param record the record
	 * @param reason the reason
	 */
	default void unreadable(RecordId record, String reason) {
		dropped(record, 0, reason);
	}

	/**
	 * The application has sent a message, and it is confirmed. Called for applications in
	 * this process that {@code LocalKafka} runs, or that a {@code MainClassFunction}
	 * starts.
	 * @param record the record that was received last when it was sent
	 * @param address the address that the message was sent to
	 */
	default void sent(RecordId record, String address) {
	}

	/**
	 * A record is given up and not delivered again. It is sent to the on-failure
	 * destination if there is one.
	 * @param record the record
	 * @param attempts the number of invocations that it was in
	 * @param reason the reason
	 */
	default void givenUp(RecordId record, int attempts, String reason) {
	}

	/**
	 * The mapping has been closed; nothing follows.
	 */
	default void stopped() {
	}

}
