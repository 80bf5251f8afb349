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
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.Payload;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

import io.amgi.channel.AmgiChannel;
import io.amgi.esm.EventJson;

class ChannelPayloadTests {

	private final ChannelRunner runner = new ChannelRunner();

	@Test
	void jsonBecomesARecord() {
		this.runner.assertHandled(ChannelRunner.RecordHandler.class, ChannelRunner.ORDER,
				new ChannelRunner.Order("a", 2));
	}

	@Test
	void jsonBecomesAGenericType() {
		this.runner.assertHandled(ListHandler.class, ChannelRunner.orders("[{\"id\":\"a\",\"items\":2}]"),
				List.of(new ChannelRunner.Order("a", 2)));
	}

	@Test
	void textStaysAsItIs() {
		this.runner.assertHandled(TextHandler.class, ChannelRunner.orders("\"größe\""), "\"größe\"");
		this.runner.assertHandled(TextHandler.class, ChannelRunner.orders(""), "");
	}

	@Test
	void bytesStayAsTheyAre() {
		this.runner.assertHandled(BytesHandler.class, ChannelRunner.orders("\u0000\u00ff"), "\u0000\u00ff".getBytes());
		this.runner.assertHandled(BytesHandler.class, ChannelRunner.orders(""), new byte[0]);
	}

	@Test
	void tombstoneIsNullWhereThePayloadMayBeMissing() {
		this.runner.assertHandled(NullableHandler.class, ChannelRunner.tombstone(), "null");
		this.runner.assertHandled(NotRequiredHandler.class, ChannelRunner.tombstone(), "null");
		this.runner.assertHandled(OptionalHandler.class, ChannelRunner.tombstone(), Optional.empty());
		this.runner.assertHandled(OptionalHandler.class, ChannelRunner.ORDER,
				Optional.of(new ChannelRunner.Order("a", 2)));
	}

	@Test
	void tombstoneIsNackedWhereThePayloadIsRequired() {
		this.runner.assertNacked(ChannelRunner.RecordHandler.class, ChannelRunner.tombstone(),
				"Couldn't resolve parameter 'order' of ChannelRunner.RecordHandler.placed(ChannelRunner.Order): "
						+ "expected a payload but the message has none (a tombstone)");
	}

	@Test
	void jsonNullIsNullWhereThePayloadMayBeMissing() {
		EventJson event = ChannelRunner.orders("null");
		this.runner.assertHandled(NullableHandler.class, event, "null");
		this.runner.assertHandled(NotRequiredHandler.class, event, "null");
		this.runner.assertHandled(OptionalHandler.class, event, Optional.empty());
		this.runner.assertHandled(ConsumerRecordHandler.class, event, "null");
		this.runner.assertHandled(BatchHandler.class, event, List.of(Optional.empty()));
	}

	@Test
	void jsonNullIsNackedWhereThePayloadIsRequired() {
		EventJson event = ChannelRunner.orders(" null ");
		this.runner.assertNacked(ChannelRunner.RecordHandler.class, event,
				"Couldn't resolve parameter 'order' of ChannelRunner.RecordHandler.placed(ChannelRunner.Order): "
						+ "expected ChannelRunner.Order at $ but found null");
		this.runner.assertNacked(MessageHandler.class, event,
				"Couldn't resolve parameter 'message' of ChannelPayloadTests.MessageHandler.placed(Message): "
						+ "expected ChannelRunner.Order at $ but found null");
	}

	@Test
	void jsonNullIsJustTextForAString() {
		this.runner.assertHandled(TextHandler.class, ChannelRunner.orders("null"), "null");
	}

	@Test
	void jsonNullIsANodeOfItsOwnForANode() {
		this.runner.assertHandled(NodeHandler.class, ChannelRunner.orders("null"), NullNode.getInstance());
	}

	@Test
	void methodWithoutParametersIsInvoked() {
		this.runner.assertHandled(NoParameterHandler.class, ChannelRunner.ORDER, "called");
	}

	static class ListHandler extends ChannelRunner.Handler {

		@AmgiChannel("orders")
		void placed(List<ChannelRunner.Order> orders) {
			this.received.add(orders);
		}

	}

	static class TextHandler extends ChannelRunner.Handler {

		@AmgiChannel("orders")
		void placed(String text) {
			this.received.add(text);
		}

	}

	static class BytesHandler extends ChannelRunner.Handler {

		@AmgiChannel("orders")
		void placed(byte[] bytes) {
			this.received.add(bytes);
		}

	}

	static class NullableHandler extends ChannelRunner.Handler {

		@AmgiChannel("orders")
		void placed(ChannelRunner.@Nullable Order order) {
			this.received.add(String.valueOf(order));
		}

	}

	static class NotRequiredHandler extends ChannelRunner.Handler {

		@AmgiChannel("orders")
		void placed(@Payload(required = false) ChannelRunner.Order order) {
			this.received.add(String.valueOf(order));
		}

	}

	static class OptionalHandler extends ChannelRunner.Handler {

		@AmgiChannel("orders")
		void placed(Optional<ChannelRunner.Order> order) {
			this.received.add(order);
		}

	}

	static class ConsumerRecordHandler extends ChannelRunner.Handler {

		@AmgiChannel("orders")
		void placed(ConsumerRecord<String, ChannelRunner.Order> record) {
			this.received.add(String.valueOf(record.value()));
		}

	}

	static class MessageHandler extends ChannelRunner.Handler {

		@AmgiChannel("orders")
		void placed(Message<ChannelRunner.Order> message) {
			this.received.add(message.getPayload());
		}

	}

	static class BatchHandler extends ChannelRunner.Handler {

		@AmgiChannel(value = "orders", batch = true)
		void placed(List<Optional<ChannelRunner.Order>> orders) {
			this.received.add(orders);
		}

	}

	static class NodeHandler extends ChannelRunner.Handler {

		@AmgiChannel("orders")
		void placed(JsonNode order) {
			this.received.add(order);
		}

	}

	static class NoParameterHandler extends ChannelRunner.Handler {

		@AmgiChannel("orders")
		void placed() {
			this.received.add("called");
		}

	}

}
