package io.amgi.kafka;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.amgi.protocol.MessageSendEvent;
import io.amgi.server.MessageSendSession;

/**
 * Sends an invocation's messages to one cluster. What was once too slow for it is not
 * waited for again: each such send would block for as long.
 */
final class KafkaMessageSendSession implements MessageSendSession {

	private final ClusterProducers producers;

	private final BootstrapServers cluster;

	private final SendWatchdog watchdog;

	private final Map<String, NotConfirmedException> timeouts = new ConcurrentHashMap<>();

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
			record.settle(ex);
		}
		if (!record.isSettled()) {
			this.watchdog.watch(record);
		}
	}

	private void send(OutboundRecord record) {
		NotConfirmedException timeout = this.timeouts.get(record.topic());
		if (timeout != null) {
			throw timeout;
		}
		producer().send(record);
	}

	/**
	 * Finds what a message has failed with, and remembers topics that take too long.
	 * @param topic where the message should go
	 * @param failure what the producer says
	 * @return what to say of it
	 */
	Throwable failure(String topic, Throwable failure) {
		Throwable reason = SendExceptionTranslator.of(topic, failure);
		if (reason instanceof NotConfirmedException unconfirmed && unconfirmed.isTimeout()) {
			this.timeouts.putIfAbsent(topic, unconfirmed);
		}
		return reason;
	}

	private ClusterProducer producer() {
		ClusterProducer producer = this.producer;
		return (producer != null && !this.closed) ? producer : openProducer();
	}

	// To make a producer may take longer than the invocation has: close() does not wait.
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
	public synchronized void close() {
		this.closed = true;
		this.watchdog.forgetSettled();
		if (this.producer != null) {
			this.producers.release(this.producer);
		}
	}

}
