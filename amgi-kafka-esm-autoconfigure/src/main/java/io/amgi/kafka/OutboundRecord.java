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

package io.amgi.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.Consumer;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

import io.amgi.protocol.MessageHeader;
import io.amgi.protocol.MessageSendEvent;

/**
 * An AMGI message as a Kafka record, together with its future result. The first result
 * counts, be it the producer's or a time-out.
 */
final class OutboundRecord extends ProducerRecord<byte[], byte[]> {

	private static final AtomicIntegerFieldUpdater<OutboundRecord> STATE = AtomicIntegerFieldUpdater
		.newUpdater(OutboundRecord.class, "state");

	private static final int REPORTED = 1;

	private static final int SETTLED = 2;

	private final KafkaMessageSendSession invocation;

	private final Consumer<@Nullable Throwable> settled;

	private final long start = System.nanoTime();

	private volatile int state;

	/**
	 * Creates a record of a message.
	 * @param event the message
	 * @param binding what the message says to Kafka
	 * @param invocation the invocation that sends it
	 * @param settled called with the failure, or {@code null} when it is confirmed
	 */
	private OutboundRecord(MessageSendEvent event, Map<String, @Nullable Object> binding,
			KafkaMessageSendSession invocation, Consumer<@Nullable Throwable> settled) {
		super(event.address(), partition(binding), timestamp(binding), get(binding, "key", byte[].class),
				event.payload(), headers(event));
		this.invocation = invocation;
		this.settled = settled;
	}

	/**
	 * Makes a record of a message.
	 * @param event the message
	 * @param invocation the invocation that sends it
	 * @param settled called once, with the failure or {@code null} when it is confirmed
	 * @return the record
	 * @throws IllegalArgumentException if Kafka's binding of the message is invalid
	 */
	static OutboundRecord of(MessageSendEvent event, KafkaMessageSendSession invocation,
			Consumer<@Nullable Throwable> settled) {
		return new OutboundRecord(event, event.bindings().getOrDefault("kafka", Map.of()), invocation, settled);
	}

	private static @Nullable Integer partition(Map<String, @Nullable Object> binding) {
		Number partition = get(binding, "partition", Number.class);
		if (partition != null && partition.intValue() != partition.doubleValue()) {
			throw new IllegalArgumentException("Kafka's binding 'partition' must be a partition's number");
		}
		return (partition != null) ? partition.intValue() : null;
	}

	private static @Nullable Long timestamp(Map<String, @Nullable Object> binding) {
		Number timestamp = get(binding, "timestamp", Number.class);
		return (timestamp != null) ? timestamp.longValue() : null;
	}

	private static <T> @Nullable T get(Map<String, @Nullable Object> binding, String name, Class<T> type) {
		Object value = binding.get(name);
		if (value != null && !type.isInstance(value)) {
			throw new IllegalArgumentException("Kafka's binding '%s' must be %s".formatted(name, type.getSimpleName()));
		}
		return type.cast(value);
	}

	private static List<Header> headers(MessageSendEvent event) {
		List<Header> headers = new ArrayList<>(event.headers().size());
		for (MessageHeader header : event.headers()) {
			headers.add(new RecordHeader(header.name(), header.value()));
		}
		return headers;
	}

	/**
	 * Records the producer's report. A producer may report a refused message twice.
	 * @return whether this is the first report
	 */
	boolean report() {
		return mark(REPORTED);
	}

	/**
	 * Settles a message that the producer has taken, unless it is settled.
	 * @param failure what it has failed with, or {@code null} if it is confirmed
	 */
	void settle(@Nullable Throwable failure) {
		if (mark(SETTLED)) {
			this.settled.accept((failure != null) ? this.invocation.failed(this, failure) : null);
		}
	}

	/**
	 * Settles a message that the producer has not taken, unless it is settled.
	 * @param failure the failure
	 */
	void settleUnsent(Throwable failure) {
		if (mark(SETTLED)) {
			this.settled.accept(this.invocation.notSent(this, failure));
		}
	}

	private boolean mark(int bit) {
		return (STATE.getAndUpdate(this, (state) -> state | bit) & bit) == 0;
	}

	boolean isSettled() {
		return (this.state & SETTLED) != 0;
	}

	/**
	 * Returns how long ago it was made.
	 * @return nanoseconds
	 */
	long age() {
		return System.nanoTime() - this.start;
	}

}
