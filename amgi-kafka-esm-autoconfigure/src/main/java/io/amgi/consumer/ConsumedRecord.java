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

package io.amgi.consumer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

import io.amgi.protocol.MessageHeader;
import io.amgi.server.InboundRecord;

/**
 * A polled record on its way to the application.
 */
final class ConsumedRecord implements InboundRecord {

	private final ConsumerRecord<byte[], byte[]> polled;

	private final UncommittedRecord uncommitted;

	ConsumedRecord(ConsumerRecord<byte[], byte[]> polled, UncommittedRecord uncommitted) {
		this.polled = polled;
		this.uncommitted = uncommitted;
	}

	UncommittedRecord uncommitted() {
		return this.uncommitted;
	}

	@Override
	public String topic() {
		return this.polled.topic();
	}

	@Override
	public Integer partition() {
		return this.polled.partition();
	}

	@Override
	public long offset() {
		return this.polled.offset();
	}

	@Override
	public @Nullable Long timestamp() {
		return hasTimestamp() ? this.polled.timestamp() : null;
	}

	@Override
	public @Nullable String timestampType() {
		return hasTimestamp() ? this.polled.timestampType().name() : null;
	}

	// Messages of format 0 have none.
	private boolean hasTimestamp() {
		return this.polled.timestampType() != TimestampType.NO_TIMESTAMP_TYPE;
	}

	@Override
	public List<MessageHeader> headers() {
		Header[] headers = this.polled.headers().toArray();
		if (headers.length == 0) {
			return List.of();
		}
		List<MessageHeader> copies = new ArrayList<>(headers.length);
		for (Header header : headers) {
			copies.add(new MessageHeader(header.key(), header.value()));
		}
		return copies;
	}

	@Override
	public byte @Nullable [] key() {
		return this.polled.key();
	}

	@Override
	public byte @Nullable [] payload() {
		return this.polled.value();
	}

	@Override
	public Map<String, Map<String, @Nullable Object>> bindings() {
		return Map.of("kafka", new ConsumedRecordBinding(this));
	}

	@Override
	public @Nullable String defect() {
		return null;
	}

}
