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

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;

import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaOperations.ProducerCallback;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * The producer of a cluster, which invocations lease. Connects with the first send.
 */
final class ClusterProducer {

	private final ByteProducerFactory factory;

	private final KafkaTemplate<byte[], byte[]> template;

	// Two, since they are counted on different threads, often at the same time.
	private final LongAdder sent = new LongAdder();

	private final LongAdder reported = new LongAdder();

	private volatile boolean confirmed;

	private volatile boolean timedOut;

	private volatile boolean failed;

	private int leases;

	private long released;

	ClusterProducer(ByteProducerFactory factory, KafkaTemplate<byte[], byte[]> template) {
		this.factory = factory;
		this.template = template;
	}

	/**
	 * Makes the producer, if it is not there. What fails is not remembered.
	 */
	void open() {
		this.factory.createProducer();
	}

	/**
	 * Sends a record, which may wait for the topic's metadata, and settles it when the
	 * brokers have answered. Their answer needs no future, which the template's other
	 * methods would make.
	 * @param record the record
	 * @param partitions refuses records to partitions that do not exist
	 */
	void send(OutboundRecord record, TopicPartitions partitions) {
		this.sent.increment();
		ProducerCall call = new ProducerCall();
		try {
			partitions.check(record, this::partitionCount, this.factory::askForPartitionCount);
			ProducerCallback<byte[], byte[], Future<RecordMetadata>> sending = (producer) -> producer.send(record,
					(metadata, failure) -> settle(record, failure, call.isCurrent()));
			this.template.execute(sending);
		}
		catch (RuntimeException ex) {
			settle(record, ex, true);
		}
		finally {
			call.end();
		}
	}

	private int partitionCount(String topic) {
		return this.template.partitionsFor(topic).size();
	}

	// A producer may report what it refuses, and throw as well.
	private void settle(OutboundRecord record, @Nullable Throwable failure, boolean withinCall) {
		if (!record.report()) {
			return;
		}
		this.reported.increment();
		observe(failure);
		if (withinCall && failure != null) {
			record.settleUnsent(failure);
		}
		else {
			record.settle(failure);
		}
	}

	private void observe(@Nullable Throwable failure) {
		if (failure == null) {
			// Read first: a field that many threads write is slow to write.
			if (!this.confirmed) {
				this.confirmed = true;
			}
		}
		else if (failure instanceof TimeoutException) {
			this.timedOut = true;
		}
		else if (SendExceptionTranslator.isFatal(failure)) {
			this.failed = true;
		}
	}

	void lease() {
		if (this.leases++ == 0) {
			this.confirmed = false;
			this.timedOut = false;
		}
	}

	/**
	 * Ends a lease.
	 * @param now the time, in nanoseconds
	 */
	void release(long now) {
		this.leases--;
		this.released = now;
	}

	boolean isLeased() {
		return this.leases > 0;
	}

	/**
	 * Returns whether nobody has used the producer since a time.
	 * @param nanos the time, in nanoseconds
	 * @return whether it is not leased and was not since then
	 */
	boolean isUnusedSince(long nanos) {
		return !isLeased() && this.released - nanos < 0;
	}

	/**
	 * Returns whether the producer is in a state in which each further send may fail.
	 * @return whether it has to be replaced
	 */
	boolean hasFailed() {
		return this.failed;
	}

	/**
	 * Returns whether the producer should not be used again: it has failed, still holds
	 * messages, or has timed out and confirmed nothing while it was leased.
	 * @return whether to close it as soon as nobody leases it
	 */
	boolean isSpent() {
		return this.failed || hasUnconfirmed() || (this.timedOut && !this.confirmed);
	}

	private boolean hasUnconfirmed() {
		return this.reported.sum() < this.sent.sum();
	}

	/**
	 * Starts to close the producer, which sends nothing from then on. Closing ends when
	 * the producer's own thread does, which a callback or an interceptor may block.
	 * @param timeout how long to wait for what is under way
	 * @return the thread that closes it
	 */
	Thread close(Duration timeout) {
		Thread thread = new Thread(() -> this.factory.close(timeout), "amgi-producer-close");
		thread.setDaemon(true);
		thread.start();
		return thread;
	}

}
