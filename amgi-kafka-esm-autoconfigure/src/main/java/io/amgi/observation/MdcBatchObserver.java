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

import java.util.Map;
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
		String requestId = this.requestId.apply(batch);
		return new BatchObservation() {

			@Override
			public RecordScope scope(InboundRecord record) {
				return MdcBatchObserver.this.scope(requestId, record);
			}

		};
	}

	private BatchObservation.RecordScope scope(@Nullable String requestId, InboundRecord record) {
		Map<String, String> before = MDC.getCopyOfContextMap();
		put(REQUEST_ID, requestId);
		String topic = record.topic();
		put(TOPIC, (topic != null) ? FieldText.of(topic) : null);
		put(PARTITION, record.partition());
		put(OFFSET, record.offset());
		put(CHANNEL, this.channels.nameOf(topic));
		return () -> restore(before);
	}

	private static void put(String field, @Nullable Object value) {
		if (value != null) {
			MDC.put(field, value.toString());
		}
		else {
			MDC.remove(field);
		}
	}

	private static void restore(@Nullable Map<String, String> before) {
		if (before != null) {
			MDC.setContextMap(before);
		}
		else {
			MDC.clear();
		}
	}

}
