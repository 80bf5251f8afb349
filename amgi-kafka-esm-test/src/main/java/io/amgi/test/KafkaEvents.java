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

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

import com.amazonaws.services.lambda.runtime.events.KafkaEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Builds the events that a Kafka event source mapping sends, in the JSON that Lambda
 * forms. Offsets ascend per topic-partition from 0 unless a record says otherwise.
 *
 * <pre class="code">
 * byte[] event = KafkaEvents.selfManaged()
 *     .record("orders", new Order(7))
 *     .record("orders", (record) -> record.partition(3).offset(1042).key("c1").tombstone())
 *     .toBytes();
 * </pre>
 */
public final class KafkaEvents {

	private static final String BOOTSTRAP_SERVERS = "bootstrapServers";

	private final Map<String, @Nullable Object> envelope = new LinkedHashMap<>();

	private final List<EventRecord> records = new ArrayList<>();

	private ConcurrentMap<TopicPartition, Long> nextOffsets = new ConcurrentHashMap<>();

	private JsonMapper jsonMapper = JsonMapper.shared();

	private KafkaEvents() {
	}

	/**
	 * Starts an event of Amazon MSK.
	 * @return the builder
	 */
	public static KafkaEvents msk() {
		return new KafkaEvents().field("eventSource", "aws:kafka")
			.eventSourceArn(
					"arn:aws:kafka:eu-central-1:123456789012:cluster/local/751d2973-a626-431c-9d4e-d7975eb44dd7-2")
			.bootstrapServers("b-1.local.kafka.eu-central-1.amazonaws.com:9098",
					"b-2.local.kafka.eu-central-1.amazonaws.com:9098");
	}

	/**
	 * Starts an event of a self-managed cluster.
	 * @return the builder
	 */
	public static KafkaEvents selfManaged() {
		return new KafkaEvents().field("eventSource", "SelfManagedKafka").bootstrapServers("localhost:9092");
	}

	/**
	 * Sets the event source, such as {@code aws:SelfManagedKafka} of older events.
	 * @param eventSource the event source
	 * @return this
	 */
	public KafkaEvents eventSource(String eventSource) {
		return field("eventSource", eventSource);
	}

	/**
	 * Sets the cluster's ARN.
	 * @param eventSourceArn the ARN
	 * @return this
	 */
	public KafkaEvents eventSourceArn(String eventSourceArn) {
		return field("eventSourceArn", eventSourceArn);
	}

	/**
	 * Sets the brokers.
	 * @param bootstrapServers the brokers, each as host and port
	 * @return this
	 */
	public KafkaEvents bootstrapServers(String... bootstrapServers) {
		return field(BOOTSTRAP_SERVERS, String.join(",", bootstrapServers));
	}

	/**
	 * Sets the mapper that writes keys and values that are objects.
	 * @param jsonMapper the mapper for later records
	 * @return this
	 */
	public KafkaEvents jsonMapper(JsonMapper jsonMapper) {
		this.jsonMapper = jsonMapper;
		return this;
	}

	/**
	 * Adds a record to partition 0.
	 * @param topic the topic
	 * @param value the value: bytes, a string, or an object that is written as JSON
	 * @return this
	 */
	public KafkaEvents record(String topic, Object value) {
		return records(topic, 0, value);
	}

	/**
	 * Adds a record.
	 * @param topic the topic
	 * @param record sets the record's key, headers, value and more
	 * @return this
	 */
	public KafkaEvents record(String topic, Consumer<KafkaRecordSpec> record) {
		KafkaRecordSpec spec = new KafkaRecordSpec(topic, this.jsonMapper);
		record.accept(spec);
		return add(spec);
	}

	/**
	 * Adds a record per value.
	 * @param topic the topic
	 * @param partition the partition
	 * @param values the values: bytes, strings, or objects that are written as JSON
	 * @return this
	 */
	public KafkaEvents records(String topic, int partition, Object... values) {
		for (Object value : values) {
			record(topic, (record) -> record.partition(partition).value(value));
		}
		return this;
	}

	/**
	 * Adds records that were consumed from a broker. A key that is {@code null} becomes
	 * absent, a value that is {@code null} becomes {@code null}: Lambda's own choice is
	 * not documented, and both occur.
	 * @param records {@code ConsumerRecords}, or any list of them
	 * @return this
	 */
	public KafkaEvents records(Iterable<ConsumerRecord<byte[], byte[]>> records) {
		records.forEach((record) -> add(KafkaRecordSpec.of(record)));
		return this;
	}

	/**
	 * Sets any field of the event, including {@code records} itself, without validation.
	 * @param name the field's name
	 * @param raw the value to write as JSON
	 * @return this
	 */
	public KafkaEvents field(String name, @Nullable Object raw) {
		this.envelope.put(name, raw);
		return this;
	}

	/**
	 * Leaves out a field of the event.
	 * @param name the field's name
	 * @return this
	 */
	public KafkaEvents without(String name) {
		this.envelope.remove(name);
		return this;
	}

	/**
	 * Returns the event as JSON.
	 * @return the JSON
	 */
	public String toJson() {
		return new String(toBytes(), StandardCharsets.UTF_8);
	}

	/**
	 * Returns the event as JSON in UTF-8.
	 * @return the bytes
	 */
	public byte[] toBytes() {
		return new EventEnvelope(this.envelope).enclose(this.records);
	}

	/**
	 * Returns the event as a stream of its JSON in UTF-8.
	 * @return the stream
	 */
	public InputStream toInputStream() {
		return new ByteArrayInputStream(toBytes());
	}

	/**
	 * Returns the event as AWS's type, as Lambda's Java runtime passes it to a handler.
	 * The runtime's own serializer reads it from the JSON. Absent fields are {@code
	 * null}.
	 * @return the event
	 * @throws UncheckedIOException if the type cannot represent the event
	 */
	public KafkaEvent toKafkaEvent() {
		return LambdaEventSerializers.serializerFor(KafkaEvent.class, KafkaEvent.class.getClassLoader())
			.fromJson(toInputStream());
	}

	KafkaEvents offsets(ConcurrentMap<TopicPartition, Long> nextOffsets) {
		this.nextOffsets = nextOffsets;
		return this;
	}

	private KafkaEvents add(KafkaRecordSpec spec) {
		TopicPartition topicPartition = new TopicPartition(spec.topic(), spec.partition());
		this.records.add(spec.toEventRecord((explicit) -> offset(topicPartition, explicit)));
		return this;
	}

	private long offset(TopicPartition topicPartition, long explicit) {
		return this.nextOffsets.compute(topicPartition,
				(key, next) -> 1 + ((explicit >= 0) ? explicit : (next != null) ? next : 0)) - 1;
	}

}
