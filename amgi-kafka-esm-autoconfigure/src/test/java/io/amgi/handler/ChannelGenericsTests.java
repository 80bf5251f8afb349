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

package io.amgi.handler;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.messaging.Message;

import io.amgi.channel.AmgiChannel;
import io.amgi.esm.EventJson;
import io.amgi.kafka.KafkaKey;

import static org.assertj.core.api.Assertions.assertThat;

class ChannelGenericsTests {

	private static final ChannelRunner.Order ORDER = new ChannelRunner.Order("a", 2);

	private static final String JSON = "{\"id\":\"a\",\"items\":2}";

	private final ChannelRunner runner = new ChannelRunner();

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			record.envelope | {"body":JSON}
			record.list     | [JSON]
			record.array    | [[JSON]]
			record.wildcard | [JSON]
			batch.map       | {"key":JSON}
			""")
	void typeArgumentsOfAConsumerRecordAreRead(String topic, String json) {
		assertReceived(TypedHandler.class, topic, json.replace("JSON", JSON), ORDER);
	}

	@Test
	void typeArgumentsOfAKeyAreRead() {
		EventJson event = EventJson.event().record("key", 0, 1).key("[1]");
		this.runner.context().withBean(TypedHandler.class).run((context) -> {
			ChannelRunner.handle(context, event);
			assertThat(context.getBean(TypedHandler.class).received).containsExactly(1L);
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			base.payload      | JSON
			base.envelope     | {"body":JSON}
			base.message      | JSON
			base.record       | JSON
			base.record-list  | [JSON]
			base.batch        | JSON
			base.messages     | JSON
			base.records      | {"body":JSON}
			""")
	void typeVariablesOfABaseClassAreKnown(String topic, String json) {
		assertReceived(OrderHandler.class, topic, json.replace("JSON", JSON), ORDER);
	}

	@Test
	void typeVariableMayStandForAGenericType() {
		assertReceived(OrdersHandler.class, "base.record", "[" + JSON + "]", List.of(ORDER));
	}

	@Test
	void typeVariableThatNothingResolvesIsItsBound() {
		assertReceived(OrderHandler.class, "base.unresolved", "{\"id\":\"a\"}", "a");
	}

	private void assertReceived(Class<? extends ChannelRunner.Handler> handler, String topic, String json,
			Object expected) {
		this.runner.context().withBean(handler).run((context) -> {
			ChannelRunner.handle(context, EventJson.event().record(topic, 0, 1).value(json));
			assertThat(context.getBean(handler).received).containsExactly(expected);
		});
	}

	record Envelope<T>(T body) {

	}

	static class Node<N extends Node<N>> {

		public String id;

	}

	static class TypedHandler extends ChannelRunner.Handler {

		@AmgiChannel("record.envelope")
		void envelope(ConsumerRecord<String, Envelope<ChannelRunner.Order>> record) {
			this.received.add(record.value().body());
		}

		@AmgiChannel("record.list")
		void list(ConsumerRecord<String, List<ChannelRunner.Order>> record) {
			this.received.addAll(record.value());
		}

		@AmgiChannel("record.array")
		void array(ConsumerRecord<String, List<ChannelRunner.Order>[]> record) {
			Stream.of(record.value()).forEach(this.received::addAll);
		}

		@AmgiChannel("record.wildcard")
		void wildcard(ConsumerRecord<?, ? extends List<? extends ChannelRunner.Order>> record) {
			this.received.addAll(record.value());
		}

		@AmgiChannel(value = "batch.map", batch = true)
		void batch(List<ConsumerRecord<String, Map<String, ChannelRunner.Order>>> records) {
			records.forEach((record) -> this.received.addAll(record.value().values()));
		}

		@AmgiChannel("key")
		void key(@KafkaKey List<Long> key) {
			this.received.addAll(key);
		}

	}

	abstract static class BaseHandler<T> extends ChannelRunner.Handler {

		@AmgiChannel("base.payload")
		void payload(T payload) {
			this.received.add(payload);
		}

		@AmgiChannel("base.envelope")
		void envelope(Envelope<T> envelope) {
			this.received.add(envelope.body());
		}

		@AmgiChannel("base.message")
		void message(Message<T> message) {
			this.received.add(message.getPayload());
		}

		@AmgiChannel("base.record")
		void record(ConsumerRecord<String, T> record) {
			this.received.add(record.value());
		}

		@AmgiChannel("base.record-list")
		void recordList(ConsumerRecord<String, List<T>> record) {
			this.received.addAll(record.value());
		}

		@AmgiChannel(value = "base.batch", batch = true)
		void batch(List<T> batch) {
			this.received.addAll(batch);
		}

		@AmgiChannel(value = "base.messages", batch = true)
		void messages(List<Message<T>> messages) {
			messages.forEach((message) -> this.received.add(message.getPayload()));
		}

		@AmgiChannel(value = "base.records", batch = true)
		void records(List<ConsumerRecord<String, Envelope<T>>> records) {
			records.forEach((record) -> this.received.add(record.value().body()));
		}

		@AmgiChannel("base.unresolved")
		<N extends Node<N>> void unresolved(ConsumerRecord<String, N> record) {
			this.received.add(record.value().id);
		}

	}

	static class OrderHandler extends BaseHandler<ChannelRunner.Order> {

	}

	static class OrdersHandler extends BaseHandler<List<ChannelRunner.Order>> {

	}

}
