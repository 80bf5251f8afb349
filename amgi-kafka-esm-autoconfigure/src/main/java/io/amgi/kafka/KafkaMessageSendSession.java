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

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import io.amgi.protocol.MessageSendEvent;
import io.amgi.server.MessageSendSession;

/**
 * Sends an invocation's messages to one cluster. What was once too slow for it is not
 * waited for again: each such send would block for as long.
 */
final class KafkaMessageSendSession implements MessageSendSession {

	private static final int ANY_PARTITION = -1;

	private final ClusterProducers producers;

	private final BootstrapServers cluster;

	private final SendWatchdog watchdog;

	private final TopicPartitions partitions = new TopicPartitions();

	private final Map<TopicPartition, NotConfirmedException> timeouts = new ConcurrentHashMap<>();

	private final Object opening = new Object();

	private @Nullable RuntimeException openingFailure;

	private volatile @Nullable ClusterProducer producer;

	private volatile boolean closed;

	/**
	 * Creates what an invocation sends by.
	 * @param producers the producers
	 * @param cluster the cluster to send to
	 * @param watchdog watches for messages of which the producer says nothing
	 */
	KafkaMessageSendSession(ClusterProducers producers, BootstrapServers cluster, SendWatchdog watchdog) {
		this.producers = producers;
		this.cluster = cluster;
		this.watchdog = watchdog;
	}

	@Override
	public CompletableFuture<Void> send(MessageSendEvent event) {
		CompletableFuture<Void> confirmation = new CompletableFuture<>();
		try {
			send(event, (failure) -> complete(confirmation, failure));
		}
		catch (RuntimeException ex) {
			confirmation.completeExceptionally(ex);
		}
		return confirmation;
	}

	private static void complete(CompletableFuture<Void> confirmation, @Nullable Throwable failure) {
		if (failure != null) {
			confirmation.completeExceptionally(failure);
		}
		else {
			confirmation.complete(null);
		}
	}

	@Override
	public void send(MessageSendEvent event, Consumer<@Nullable Throwable> settled) {
		OutboundRecord record = OutboundRecord.of(event, this, settled);
		try {
			send(record);
		}
		catch (RuntimeException ex) {
			record.settleUnsent(ex);
		}
		if (!record.isSettled()) {
			this.watchdog.watch(record);
		}
	}

	private void send(OutboundRecord record) {
		NotConfirmedException timeout = this.timeouts.isEmpty() ? null : timeout(record);
		if (timeout != null) {
			throw timeout;
		}
		producer().send(record, this.partitions);
	}

	private @Nullable NotConfirmedException timeout(OutboundRecord record) {
		NotConfirmedException timeout = this.timeouts.get(new TopicPartition(record.topic(), ANY_PARTITION));
		return (timeout != null) ? timeout : this.timeouts.get(destination(record));
	}

	// A time-out of a message that names a partition counts for that partition only.
	private static TopicPartition destination(OutboundRecord record) {
		Integer partition = record.partition();
		return new TopicPartition(record.topic(), (partition != null) ? partition : ANY_PARTITION);
	}

	/**
	 * Translates the failure of a message that the producer has taken, and remembers a
	 * time-out.
	 * @param record the message
	 * @param failure the producer's exception
	 * @return the exception to settle the message with
	 */
	Throwable failed(OutboundRecord record, Throwable failure) {
		Throwable reason = SendExceptionTranslator.of(record.topic(), failure);
		if (isTimeout(reason)) {
			this.timeouts.computeIfAbsent(destination(record), (destination) -> NotConfirmedException
				.notSent(record.topic(), true, "an earlier message was not confirmed in time", reason));
		}
		return reason;
	}

	/**
	 * Translates the failure of a message that the producer has not taken, and remembers
	 * a time-out.
	 * @param record the message
	 * @param failure the exception
	 * @return the exception to settle the message with
	 */
	Throwable notSent(OutboundRecord record, Throwable failure) {
		Throwable reason = SendExceptionTranslator.notSent(record.topic(), failure);
		if (isTimeout(reason)) {
			this.timeouts.putIfAbsent(destination(record), (NotConfirmedException) reason);
		}
		return reason;
	}

	private static boolean isTimeout(Throwable reason) {
		return reason instanceof NotConfirmedException unconfirmed && unconfirmed.isTimeout();
	}

	private ClusterProducer producer() {
		ClusterProducer producer = this.producer;
		return (producer != null && !this.closed) ? producer : openProducer();
	}

	// Creating a producer may take longer than the invocation has left, so close() does
	// not wait for it.
	private ClusterProducer openProducer() {
		synchronized (this.opening) {
			if (this.openingFailure != null) {
				throw this.openingFailure;
			}
			ClusterProducer producer = this.producer;
			return (producer != null && !this.closed) ? producer : keep(open());
		}
	}

	private ClusterProducer open() {
		checkOpen();
		ClusterProducer leased = this.producers.lease(this.cluster);
		try {
			leased.open();
			return leased;
		}
		catch (RuntimeException ex) {
			this.openingFailure = ex;
			this.producers.release(leased);
			throw ex;
		}
	}

	private synchronized ClusterProducer keep(ClusterProducer leased) {
		if (this.closed) {
			this.producers.release(leased);
		}
		checkOpen();
		this.producer = leased;
		return leased;
	}

	private void checkOpen() {
		if (this.closed) {
			throw new IllegalStateException("The invocation has ended");
		}
	}

	@Override
	public void close() {
		ClusterProducer leased = end();
		this.watchdog.forgetSettled();
		if (leased != null) {
			this.producers.release(leased);
		}
	}

	private synchronized @Nullable ClusterProducer end() {
		ClusterProducer leased = this.closed ? null : this.producer;
		this.closed = true;
		return leased;
	}

}
