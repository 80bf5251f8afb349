package io.amgi.kafka;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

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

	private final Map<String, NotConfirmedException> timeouts = new ConcurrentHashMap<>();

	private @Nullable ClusterProducer producer;

	private @Nullable RuntimeException failure;

	private boolean closed;

	KafkaInvocationSend(ClusterProducers producers, ClusterServers cluster) {
		this.producers = producers;
		this.cluster = cluster;
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
