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

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One record of an event: its JSON, and the key of the {@code records} map that it is
 * under.
 */
public final class EventRecord {

	private final String recordsKey;

	private final byte[] json;

	EventRecord(String recordsKey, byte[] json) {
		this.recordsKey = recordsKey;
		this.json = json;
	}

	/**
	 * Writes a record that was consumed from a broker.
	 * @param record the record
	 * @return the record as an event contains it
	 */
	public static EventRecord of(ConsumerRecord<byte[], byte[]> record) {
		return KafkaRecordSpec.of(record).toEventRecord((offset) -> offset);
	}

	/**
	 * Writes a record that was consumed from a broker, with some fields changed.
	 * @param record the record
	 * @param customizer sets what differs
	 * @return the record as an event contains it
	 */
	public static EventRecord of(ConsumerRecord<byte[], byte[]> record, Consumer<KafkaRecordSpec> customizer) {
		KafkaRecordSpec spec = KafkaRecordSpec.of(record);
		customizer.accept(spec);
		return spec.toEventRecord((offset) -> offset);
	}

	String recordsKey() {
		return this.recordsKey;
	}

	byte[] json() {
		return this.json;
	}

	/**
	 * Returns the size of this record in an event if it is alone under its key, which is
	 * the largest that it can be.
	 * @return the size in bytes
	 */
	public int size() {
		int key = this.recordsKey.getBytes(StandardCharsets.UTF_8).length;
		return this.json.length + key + "\"\":[],,".length();
	}

}
