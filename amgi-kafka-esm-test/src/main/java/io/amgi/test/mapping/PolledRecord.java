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

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import io.amgi.test.EventRecord;
import io.amgi.test.RecordId;
import io.amgi.test.mapping.RegistryRecordFormat.RegistryRecord;

/**
 * A record as it came from the broker, and as it goes into an event.
 */
final class PolledRecord {

	private final ConsumerRecord<byte[], byte[]> source;

	private final EventRecord event;

	private final RecordId id;

	private final @Nullable String defect;

	private final long polledAt = System.nanoTime();

	PolledRecord(ConsumerRecord<byte[], byte[]> source) {
		this(source, null);
	}

	private PolledRecord(ConsumerRecord<byte[], byte[]> source, @Nullable String defect) {
		this.source = source;
		this.event = (source instanceof RegistryRecord record) ? EventRecord.of(record, record::addMetadata)
				: EventRecord.of(source);
		this.id = RecordId.of(source);
		this.defect = defect;
	}

	/**
	 * Reads a record with a schema registry. The message of a failure may quote the
	 * payload.
	 * @param source the record as it came from the broker
	 * @param registry the registry
	 * @return the record, with a defect if the registry cannot read it
	 */
	static PolledRecord of(ConsumerRecord<byte[], byte[]> source, SchemaRegistry registry) {
		try {
			return new PolledRecord(registry.read(source));
		}
		catch (Exception ex) {
			return new PolledRecord(source, "the schema registry refuses it with " + ex.getClass().getSimpleName());
		}
	}

	/**
	 * Returns the reason why the function cannot receive the record.
	 * @return the reason, or {@code null} if it can
	 */
	@Nullable String defect() {
		return this.defect;
	}

	ConsumerRecord<byte[], byte[]> source() {
		return this.source;
	}

	EventRecord event() {
		return this.event;
	}

	RecordId id() {
		return this.id;
	}

	long polledAt() {
		return this.polledAt;
	}

	TopicPartition partition() {
		return new TopicPartition(this.id.topic(), this.id.partition());
	}

}
