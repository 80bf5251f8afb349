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
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Function;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import io.amgi.esm.InvocationHook;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.server.BatchOutcome;

/**
 * Sends records to the application under test and returns the result of each. Records
 * pass through everything from Lambda's JSON, through the application's own mapping,
 * middleware and {@link InvocationHook hooks}, to ack, nack or dead letter. The
 * application's messages are captured. {@code spring.amgi.on-nack} does not affect the
 * results.
 * <p>
 * As on Lambda, handlers do not run on the test's thread: a transaction that the test
 * framework manages does not reach them. Several threads may use a client at once. Its
 * only state is the offsets, which ascend from record to record, and the records that
 * {@code @Idempotent} methods remember. If the test has no store, these are kept in
 * memory and forgotten between test methods.
 */
public final class AmgiTestClient {

	private final KafkaEventSourceMapping mapping;

	private final TestSends sends;

	private final TestDuplicates duplicates;

	private final JsonMapper jsonMapper;

	private final ConcurrentMap<TopicPartition, Long> offsets;

	private final Duration timeout;

	private final Function<SentMessage, @Nullable Throwable> failures;

	AmgiTestClient(KafkaEventSourceMapping mapping, TestSends sends, TestDuplicates duplicates, JsonMapper jsonMapper) {
		this(mapping, sends, duplicates, jsonMapper, new ConcurrentHashMap<>(), Duration.ofSeconds(30),
				(message) -> null);
	}

	private AmgiTestClient(KafkaEventSourceMapping mapping, TestSends sends, TestDuplicates duplicates,
			JsonMapper jsonMapper, ConcurrentMap<TopicPartition, Long> offsets, Duration timeout,
			Function<SentMessage, @Nullable Throwable> failures) {
		this.mapping = mapping;
		this.sends = sends;
		this.duplicates = duplicates;
		this.jsonMapper = jsonMapper;
		this.offsets = offsets;
		this.timeout = timeout;
		this.failures = failures;
	}

	/**
	 * Returns a client with a time limit for invocations other than 30 seconds.
	 * @param timeout the time limit of an invocation
	 * @return the client
	 */
	public AmgiTestClient timeout(Duration timeout) {
		return new AmgiTestClient(this.mapping, this.sends, this.duplicates, this.jsonMapper, this.offsets, timeout,
				this.failures);
	}

	/**
	 * Returns a client whose messages to some addresses, including dead letters, fail.
	 * @param addresses the addresses
	 * @return the client
	 */
	public AmgiTestClient failingSends(String... addresses) {
		Set<String> failing = Set.of(addresses);
		return failingSends((message) -> failing.contains(message.address())
				? new IllegalStateException("The test lets messages to '%s' fail".formatted(message.address())) : null);
	}

	/**
	 * Returns a client whose messages, including dead letters, fail as the function
	 * decides.
	 * @param failures returns the failure of a message, or {@code null} to confirm it
	 * @return the client
	 */
	public AmgiTestClient failingSends(Function<SentMessage, @Nullable Throwable> failures) {
		return new AmgiTestClient(this.mapping, this.sends, this.duplicates, this.jsonMapper, this.offsets,
				this.timeout, failures);
	}

	/**
	 * Sends one record.
	 * @param address the record's topic
	 * @param payload bytes, a string, or an object that is written by the application's
	 * {@code JsonMapper}
	 * @return the result
	 */
	public RecordResult send(String address, Object payload) {
		return send(address, (record) -> record.value(payload));
	}

	/**
	 * Sends one record.
	 * @param address the record's topic
	 * @param record sets the record's key, headers, value and more
	 * @return the result
	 */
	public RecordResult send(String address, Consumer<KafkaRecordSpec> record) {
		return sendBatch((event) -> event.record(address, record)).record(0);
	}

	/**
	 * Sends records of one topic-partition in one event.
	 * @param address the records' topic
	 * @param payloads bytes, strings, or objects that are written by the application's
	 * {@code JsonMapper}
	 * @return the results
	 */
	public BatchResult sendBatch(String address, Object... payloads) {
		return sendBatch((event) -> event.records(address, 0, payloads));
	}

	/**
	 * Sends records in one event.
	 * @param records adds the records to the event, and may change it
	 * @return the results
	 */
	public BatchResult sendBatch(Consumer<KafkaEvents> records) {
		KafkaEvents event = KafkaEvents.selfManaged().jsonMapper(this.jsonMapper).offsets(this.offsets);
		records.accept(event);
		return invoke(event);
	}

	/**
	 * Delivers records again, as Lambda does: in the same event, with the same offsets.
	 * Records that {@code @Idempotent} methods have handled before are
	 * {@linkplain RecordResult#isDuplicate() recognised}.
	 * @param delivered the results of the first delivery
	 * @return the results of this delivery
	 */
	public BatchResult deliverAgain(BatchResult delivered) {
		return invoke(delivered.event());
	}

	/**
	 * Delivers a record again, together with the other records of its event.
	 * @param delivered the result of the first delivery
	 * @return the result of this delivery
	 */
	public RecordResult deliverAgain(RecordResult delivered) {
		RecordId id = delivered.id();
		return invoke(delivered.event()).record(id.topic(), id.partition(), id.offset());
	}

	/**
	 * Invokes the application with an event.
	 * @param event the event
	 * @return the results of its records
	 */
	public BatchResult invoke(KafkaEvents event) {
		return invoke(event.toBytes());
	}

	/**
	 * Invokes the application with an event.
	 * @param event the event's JSON in UTF-8
	 * @return the results of its records
	 * @throws RuntimeException if the invocation as a whole fails, for example because
	 * the event is malformed or a hook throws
	 */
	public BatchResult invoke(byte[] event) {
		SendCapture capture = new SendCapture(this.jsonMapper, this.failures);
		TestLambdaContext context = new TestLambdaContext(this.timeout);
		this.sends.begin(capture);
		this.duplicates.begin(context);
		try {
			BatchOutcome outcome = this.mapping.process(new ByteArrayInputStream(event), context);
			return new ClientInvocation(event, outcome, capture, this.duplicates.end(context)).result();
		}
		finally {
			this.duplicates.end(context);
			this.sends.end();
		}
	}

}
