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
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TrackingProducerTests {

	private final CompletableFuture<Throwable> settled = new CompletableFuture<>();

	private final Producer<String, String> producer = new KafkaProducer<>(Map
		.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, TestBroker.shared(), ProducerConfig.MAX_BLOCK_MS_CONFIG, 500),
			new StringSerializer(), new StringSerializer());

	@AfterEach
	void close() {
		this.producer.close();
	}

	@Test
	void failureThatKafkasThreadTellsWithinTheCallIsNotSeen() {
		// Refuses messages without key.
		String topic = TestBroker.newTopic(Map.of("cleanup.policy", "compact"));
		counting(answeringWithinTheCall()).send(new ProducerRecord<>(topic, "1"));
		assertThat(this.settled).isCompletedWithValueMatching(InvalidRecordException.class::isInstance);
	}

	@Test
	void failureOfTheCallIsSeen() {
		Future<?> sent = counting(this.producer).send(new ProducerRecord<>("missing", "1"));
		assertThat(this.settled).isCompletedWithValue(null);
		assertThatExceptionOfType(Exception.class).isThrownBy(sent::get)
			.havingCause()
			.isInstanceOf(NotConfirmedException.class)
			.withMessageStartingWith("Message to 'missing' not sent: Topic missing not present in metadata")
			.havingCause()
			.isInstanceOf(TimeoutException.class);
	}

	@Test
	void errorStateOfAProducerIsNotTheFaultOfTheMessage() {
		KafkaException failure = new KafkaException("we are in an error state");
		Producer<String, String> failed = proxy((proxy, method, arguments) -> {
			throw failure;
		});
		assertThatExceptionOfType(KafkaException.class)
			.isThrownBy(() -> counting(failed).send(new ProducerRecord<>("invoices", "1")))
			.havingCause()
			.isInstanceOf(NotConfirmedException.class)
			.withMessage("Message to 'invoices' not sent: we are in an error state")
			.withCause(failure);
		assertThat(this.settled).isCompletedWithValue(null);
	}

	private Producer<String, String> counting(Producer<String, String> producer) {
		return TrackingProducer.of(producer, (topic) -> this.settled::complete);
	}

	// Simulates a calling thread that is slow to return.
	private Producer<String, String> answeringWithinTheCall() {
		return proxy((proxy, method, arguments) -> {
			Object result = method.invoke(this.producer, arguments);
			this.settled.join();
			return result;
		});
	}

	// A proxy has no type arguments.
	@SuppressWarnings("unchecked")
	private Producer<String, String> proxy(InvocationHandler handler) {
		return (Producer<String, String>) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { Producer.class }, handler);
	}

}
