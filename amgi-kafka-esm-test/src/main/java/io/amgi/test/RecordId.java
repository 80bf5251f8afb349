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

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Position of a record in Kafka. Its text is the record's id in AMGI, {@code
 * orders:3:1042}.
 *
 * @param topic the topic
 * @param partition the partition
 * @param offset the offset
 */
public record RecordId(String topic, int partition, long offset) {

	/**
	 * Returns the id of a record that was consumed from a broker.
	 * @param record the record
	 * @return the id
	 */
	public static RecordId of(ConsumerRecord<?, ?> record) {
		return new RecordId(record.topic(), record.partition(), record.offset());
	}

	/**
	 * Parses the id that AMGI gives a record.
	 * @param messageId {@code topic:partition:offset}; a topic has no colons
	 * @return the id
	 */
	public static RecordId parse(String messageId) {
		String[] parts = messageId.split(":");
		return new RecordId(parts[0], Integer.parseInt(parts[1]), Long.parseLong(parts[2]));
	}

	@Override
	public String toString() {
		return this.topic + ":" + this.partition + ":" + this.offset;
	}

}
