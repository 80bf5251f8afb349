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

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.Future;
import java.util.function.Function;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * A producer that tracks its messages. It is a proxy, so that it fits each version of
 * Kafka's interface.
 *
 * @param <K> the type of its keys
 * @param <V> the type of its values
 */
final class TrackingProducer<K, V> implements InvocationHandler {

	private final Producer<K, V> producer;

	private final Function<String, Settlement> sending;

	private TrackingProducer(Producer<K, V> producer, Function<String, Settlement> sending) {
		this.producer = producer;
		this.sending = sending;
	}

	// The cast is safe: the proxy implements Producer and passes all calls on.
	@SuppressWarnings("unchecked")
	static <K, V> Producer<K, V> of(Producer<K, V> producer, Function<String, Settlement> sending) {
		return (Producer<K, V>) Proxy.newProxyInstance(Producer.class.getClassLoader(),
				new Class<?>[] { Producer.class }, new TrackingProducer<>(producer, sending));
	}

	// Who calls the proxy has a Producer<K, V>, which takes no other records.
	@Override
	@SuppressWarnings("unchecked")
	public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
			throws Throwable {
		if (method.getName().equals("send") && arguments != null && arguments[0] != null) {
			return send((ProducerRecord<K, V>) arguments[0], (arguments.length > 1) ? (Callback) arguments[1] : null);
		}
		try {
			return method.invoke(this.producer, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

	private Future<RecordMetadata> send(ProducerRecord<K, V> record, @Nullable Callback callback) {
		TrackedProducerSend send = new TrackedProducerSend(record.topic(), this.sending.apply(record.topic()),
				callback);
		try {
			return send.returned(this.producer.send(record, send));
		}
		catch (RuntimeException ex) {
			throw send.thrown(ex);
		}
	}

	/**
	 * Receives the result of a message.
	 */
	@FunctionalInterface
	interface Settlement {

		/**
		 * Settles a message.
		 * @param failure what it failed with, or {@code null}
		 */
		void settle(@Nullable Throwable failure);

	}

}
