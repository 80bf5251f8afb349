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

package io.amgi.observation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import io.amgi.server.BatchObservation;
import io.amgi.server.BatchObserver;
import io.amgi.server.InboundBatch;
import io.amgi.server.InboundRecord;

/**
 * Adds the record of a log line to SLF4J's {@link MDC}. When the work on the record ends,
 * the thread's previous entries are restored, regardless of changes by a handler.
 */
public final class MdcBatchObserver implements BatchObserver {

	private static final String TOPIC = "amgi.topic";

	private static final String PARTITION = "amgi.partition";

	private static final String OFFSET = "amgi.offset";

	private static final String CHANNEL = "amgi.channel";

	private static final String REQUEST_ID = "amgi.requestId";

	private static final List<String> OF_A_PARTITION = List.of(REQUEST_ID, TOPIC, PARTITION, CHANNEL);

	private final ChannelLookup channels;

	private final Function<InboundBatch, @Nullable String> requestId;

	/**
	 * Creates an observer.
	 * @param channels finds the channels of records
	 * @param requestId finds the id of the request that a batch came with
	 */
	public MdcBatchObserver(ChannelLookup channels, Function<InboundBatch, @Nullable String> requestId) {
		this.channels = channels;
		this.requestId = requestId;
	}

	@Override
	public BatchObservation open(InboundBatch batch) {
		return new Fields(this.requestId.apply(batch));
	}

	/**
	 * The fields of a batch's records.
	 */
	private final class Fields implements BatchObservation {

		private final @Nullable String requestId;

		// Without a lock: a thread that does not see it makes its own.
		private @Nullable Partition last;

		private Fields(@Nullable String requestId) {
			this.requestId = requestId;
		}

		@Override
		public RecordScope scope(InboundRecord record) {
			Partition partition = partitionOf(record);
			Map<String, String> before = MDC.getCopyOfContextMap();
			if (before == null || before.isEmpty()) {
				MDC.setContextMap(partition.fields());
				MDC.put(OFFSET, Long.toString(record.offset()));
				return MDC::clear;
			}
			OF_A_PARTITION.forEach((field) -> put(field, partition.fields().get(field)));
			MDC.put(OFFSET, Long.toString(record.offset()));
			return () -> MDC.setContextMap(before);
		}

		@Override
		public boolean observesOutcomes() {
			return false;
		}

		private Partition partitionOf(InboundRecord record) {
			Partition last = this.last;
			if (last != null && last.contains(record)) {
				return last;
			}
			Partition partition = new Partition(record.topic(), record.partition(), fields(record));
			this.last = partition;
			return partition;
		}

		private Map<String, String> fields(InboundRecord record) {
			Map<String, String> fields = new HashMap<>();
			String topic = record.topic();
			if (this.requestId != null) {
				fields.put(REQUEST_ID, this.requestId);
			}
			if (topic != null) {
				fields.put(TOPIC, FieldText.of(topic));
			}
			if (record.partition() != null) {
				fields.put(PARTITION, record.partition().toString());
			}
			fields.put(CHANNEL, MdcBatchObserver.this.channels.nameOf(topic));
			return fields;
		}

		private static void put(String field, @Nullable String value) {
			if (value != null) {
				MDC.put(field, value);
			}
			else {
				MDC.remove(field);
			}
		}

	}

	/**
	 * The log fields that the records of a partition have in common.
	 *
	 * @param topic the topic, if the records have one
	 * @param partition the number, if the records have one
	 * @param fields the fields, not to be changed
	 */
	private record Partition(@Nullable String topic, @Nullable Integer partition, Map<String, String> fields) {

		boolean contains(InboundRecord record) {
			return Objects.equals(this.topic, record.topic()) && Objects.equals(this.partition, record.partition());
		}

	}

}
