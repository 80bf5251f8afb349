package io.amgi.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

import io.amgi.esm.InvocationSend;
import io.amgi.protocol.MessageSendEvent;

/**
 * Sends an invocation's messages to one cluster. What was once too slow for it is not
 * waited for again: each such send would block for as long.
 */
final class KafkaInvocationSend implements InvocationSend {

	private final ClusterProducers producers;

	private final ClusterServers cluster;

	private final @Nullable Duration patience;

	private final Map<String, NotConfirmedException> timeouts = new ConcurrentHashMap<>();

	private @Nullable ClusterProducer producer;

	private @Nullable RuntimeException failure;

	private boolean closed;

	/**
	 * Creates what an invocation sends by.
	 * @param producers the producers
	 * @param cluster the cluster to send to
	 * @param patience how long a message may take, {@code null} where the invocation's
	 * deadline bounds that
	 */
	KafkaInvocationSend(ClusterProducers producers, ClusterServers cluster, @Nullable Duration patience) {
		this.producers = producers;
		this.cluster = cluster;
		this.patience = patience;
	}

	@Override
	public CompletableFuture<Void> send(MessageSendEvent event) {
		CompletableFuture<Void> confirmation = new CompletableFuture<>();
		try {
			send(event, confirmation);
		}
		catch (RuntimeException ex) {
			fail(event.address(), ex, confirmation);
		}
		if (this.patience != null && !confirmation.isDone()) {
			CompletableFuture.delayedExecutor(this.patience.toMillis(), TimeUnit.MILLISECONDS)
				.execute(() -> fail(event.address(), new TimeoutException("No answer"), confirmation));
		}
		return confirmation;
	}

	private void send(MessageSendEvent event, CompletableFuture<Void> confirmation) {
		NotConfirmedException timeout = this.timeouts.get(event.address());
		if (timeout != null) {
			throw timeout;
		}
		producer().send(OutboundRecord.of(event), (failure) -> {
			if (failure != null) {
				fail(event.address(), failure, confirmation);
			}
			else {
				confirmation.complete(null);
			}
		});
	}

	private void fail(String topic, Throwable failure, CompletableFuture<Void> confirmation) {
		if (confirmation.isDone()) {
			return;
		}
		Throwable reason = SendFailure.of(topic, failure);
		if (reason instanceof NotConfirmedException unconfirmed && unconfirmed.isTimeout()) {
			this.timeouts.putIfAbsent(topic, unconfirmed);
		}
		confirmation.completeExceptionally(reason);
	}

	private synchronized ClusterProducer producer() {
		if (this.closed) {
			throw new IllegalStateException("The invocation has ended");
		}
		if (this.failure != null) {
			throw this.failure;
		}
		if (this.producer == null) {
			this.producer = open(this.producers.lease(this.cluster));
		}
		return this.producer;
	}

	private ClusterProducer open(ClusterProducer leased) {
		try {
			leased.open();
			return leased;
		}
		catch (RuntimeException ex) {
			this.failure = ex;
			this.producers.release(leased);
			throw ex;
		}
	}

	@Override
	public synchronized void close() {
		this.closed = true;
		if (this.producer != null) {
			this.producers.release(this.producer);
		}
	}

}
