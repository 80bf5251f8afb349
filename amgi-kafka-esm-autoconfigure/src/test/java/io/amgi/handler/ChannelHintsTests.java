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
import java.util.concurrent.CompletionStage;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.annotation.ReflectiveRuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.SendTo;

import io.amgi.channel.AmgiChannel;
import io.amgi.kafka.KafkaKey;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a native image has the hints that channel methods need: the annotation
 * {@code @AmgiChannel} is a {@code @MessageMapping}.
 */
class ChannelHintsTests {

	private final RuntimeHints hints = new RuntimeHints();

	@BeforeEach
	void register() {
		new ReflectiveRuntimeHintsRegistrar().registerRuntimeHints(this.hints, Handler.class);
	}

	@Test
	void methodsAreInvocable() throws Exception {
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(Handler.class.getDeclaredMethod("single", Order.class))).accepts(this.hints);
	}

	@Test
	void payloadsKeysAndReturnedTypesAreBindable() {
		assertBindable(Order.class);
		assertBindable(Line.class);
		assertBindable(Element.class);
		assertBindable(MessageElement.class);
		assertBindable(RecordElement.class);
		assertBindable(CustomerId.class);
		assertBindable(Invoice.class);
		assertBindable(LateInvoice.class);
	}

	private void assertBindable(Class<?> type) {
		assertThat(RuntimeHintsPredicates.reflection()
			.onType(type)
			.withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS)).accepts(this.hints);
	}

	static class Handler {

		@AmgiChannel("single")
		@SendTo("invoices")
		Invoice single(Order order) {
			return new Invoice("a");
		}

		@AmgiChannel("stage")
		@SendTo("invoices")
		CompletionStage<LateInvoice> stage(String order) {
			throw new IllegalStateException();
		}

		@AmgiChannel(value = "batch", batch = true)
		void batch(List<Element> elements) {
		}

		@AmgiChannel(value = "messages", batch = true)
		void messages(List<Message<MessageElement>> messages) {
		}

		@AmgiChannel("key")
		void key(@KafkaKey CustomerId key, byte[] payload) {
		}

		@AmgiChannel("record")
		void record(ConsumerRecord<String, RecordElement> record) {
		}

	}

	record CustomerId(String value) {

	}

	record Order(String id, List<Line> lines) {

	}

	record Line(String id) {

	}

	record Element(String id) {

	}

	record MessageElement(String id) {

	}

	record RecordElement(String id) {

	}

	record Invoice(String id) {

	}

	record LateInvoice(String id) {

	}

}
