package io.amgi.kafka;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.LongSupplier;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.core.ProducerPostProcessor;

/**
 * What the application sends on producers of its own. Nobody may be waiting for it, but
 * it must not freeze with the environment: the invocations that are open wait for it.
 */
public final class InjectedSends {

	private final Set<InFlightSends> invocations = new CopyOnWriteArraySet<>();

	/**
	 * Opens an invocation.
	 * @param remainingMillis tells how long the invocation may still take
	 * @return waits, when it is closed, until everything that was sent in the meantime is
	 * confirmed; throws an {@link UnconfirmedSendsException} if something was not
	 */
	public AutoCloseable open(LongSupplier remainingMillis) {
		InFlightSends invocation = new InFlightSends(remainingMillis);
		this.invocations.add(invocation);
		return () -> {
			this.invocations.remove(invocation);
			invocation.await();
		};
	}

	/**
	 * Counts the sends of a factory's producers, once however often it is asked to.
	 * @param factory the factory
	 * @param <K> the type of its keys
	 * @param <V> the type of its values
	 */
	public <K, V> void track(ProducerFactory<K, V> factory) {
		if (factory.getPostProcessors().stream().noneMatch(Tracking.class::isInstance)) {
			factory.addPostProcessor(new Tracking<>());
		}
	}

	private TrackingProducer.Settlement sending(String topic) {
		CompletableFuture<Void> settled = new CompletableFuture<>();
		this.invocations.forEach((invocation) -> invocation.add(settled));
		return (failure) -> {
			// Whoever aborts a transaction knows.
			if (failure == null || failure instanceof TransactionAbortedException) {
				settled.complete(null);
			}
			else {
				settled.completeExceptionally(SendExceptionTranslator.of(topic, failure));
			}
		};
	}

	/**
	 * Counts what a producer sends.
	 *
	 * @param <K> the type of its keys
	 * @param <V> the type of its values
	 */
	private final class Tracking<K, V> implements ProducerPostProcessor<K, V> {

		@Override
		public Producer<K, V> apply(Producer<K, V> producer) {
			return TrackingProducer.of(producer, InjectedSends.this::sending);
		}

	}

}
