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

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.LongSupplier;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.core.ProducerPostProcessor;

/**
 * Tracks messages that the application sends with producers of its own. The application
 * may not wait for them, but they must not freeze with the execution environment.
 * Therefore open invocations wait for them.
 */
public final class InjectedSends {

	private final Set<InFlightSends> invocations = new CopyOnWriteArraySet<>();

	private final RefusedSends refused;

	/**
	 * Creates sends.
	 * @param refused knows which ones are refused
	 */
	public InjectedSends(RefusedSends refused) {
		this.refused = refused;
	}

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
			if (factory instanceof DefaultKafkaProducerFactory<K, V> checkable) {
				checkBeforeCreating(checkable);
			}
		}
	}

	// A producer dials as soon as it is made, and asks for its serializers before that.
	private <K, V> void checkBeforeCreating(DefaultKafkaProducerFactory<K, V> factory) {
		var serializer = factory.getKeySerializerSupplier();
		factory.setKeySerializerSupplier(() -> {
			this.refused.check();
			return (serializer != null) ? serializer.get() : noSerializer();
		});
	}

	// The configured class is used then.
	private static <K> @Nullable Serializer<K> noSerializer() {
		return null;
	}

	private TrackingProducer.Settlement sending(String topic) {
		this.refused.check();
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
