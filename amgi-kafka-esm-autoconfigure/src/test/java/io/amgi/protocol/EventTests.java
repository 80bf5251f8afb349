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

package io.amgi.protocol;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EventTests {

	@Test
	void headersWithEqualBytesAreEqual() {
		assertThat(header("trace-id", "secret")).isEqualTo(header("trace-id", "secret"))
			.hasSameHashCodeAs(header("trace-id", "secret"))
			.isNotEqualTo(header("trace-id", "other"))
			.isNotEqualTo(header("Trace-Id", "secret"));
	}

	@Test
	void receivedMessagesWithEqualBytesAreEqual() {
		assertThat(received("secret", "key")).isEqualTo(received("secret", "key"))
			.hasSameHashCodeAs(received("secret", "key"))
			.isNotEqualTo(received("other", "key"))
			.isNotEqualTo(received("secret", "other"));
	}

	@Test
	void sentMessagesWithEqualBytesAreEqual() {
		assertThat(sent("secret", "key")).isEqualTo(sent("secret", "key"))
			.hasSameHashCodeAs(sent("secret", "key"))
			.isNotEqualTo(sent("other", "key"))
			.isNotEqualTo(sent("secret", "other"));
	}

	@Test
	void receivedMessagesThatDifferInAnythingAreNotEqual() {
		MessageReceiveEvent message = new MessageReceiveEvent("a", List.of(), null, Map.of(), true);
		assertThat(message).isNotEqualTo(new MessageReceiveEvent("b", List.of(), null, Map.of(), true))
			.isNotEqualTo(new MessageReceiveEvent("a", List.of(header("h", "v")), null, Map.of(), true))
			.isNotEqualTo(new MessageReceiveEvent("a", List.of(), new byte[0], Map.of(), true))
			.isNotEqualTo(new MessageReceiveEvent("a", List.of(), null, Map.of("kafka", Map.of()), true))
			.isNotEqualTo(new MessageReceiveEvent("a", List.of(), null, Map.of(), false))
			.isNotEqualTo("a");
	}

	@Test
	void sentMessagesThatDifferInAnythingAreNotEqual() {
		MessageSendEvent message = new MessageSendEvent("a", List.of(), null, Map.of("kafka", Map.of()));
		assertThat(message).isNotEqualTo(new MessageSendEvent("b", List.of(), null, Map.of("kafka", Map.of())))
			.isNotEqualTo(new MessageSendEvent("a", List.of(header("h", "v")), null, Map.of("kafka", Map.of())))
			.isNotEqualTo(new MessageSendEvent("a", List.of(), new byte[0], Map.of("kafka", Map.of())))
			.isNotEqualTo(new MessageSendEvent("a", List.of(), null, Map.of("amqp", Map.of())))
			.isNotEqualTo(new MessageSendEvent("a", List.of(), null, Map.of("kafka", Map.of("partition", 1))))
			.isNotEqualTo("a");
	}

	@Test
	void descriptionsHoldNeitherPayloadNorKeyNorHeaderValues() {
		assertThat(received("secret", "secret")).hasToString(
				"MessageReceiveEvent[id=orders:0:1, headers=[MessageHeader[name=trace-id, value=6 bytes]], payload=6 bytes, bindings=[kafka], moreMessages=true]");
		assertThat(sent("secret", "secret")).hasToString(
				"MessageSendEvent[address=invoices, headers=[MessageHeader[name=trace-id, value=6 bytes]], payload=6 bytes, bindings=[kafka]]");
		assertThat(new MessageSendEvent("invoices", List.of(), null, Map.of())).asString().contains("payload=null");
	}

	@Test
	void nackBecauseOfAnExceptionHasItsMessage() {
		IllegalStateException cause = new IllegalStateException("out of stock");
		assertThat(MessageNackEvent.because("orders:0:1", cause))
			.isEqualTo(new MessageNackEvent("orders:0:1", "out of stock", cause));
	}

	@Test
	void nackBecauseOfAnExceptionWithoutMessageHasTheNameOfItsClass() {
		assertThat(MessageNackEvent.because("orders:0:1", new IllegalStateException()).message())
			.isEqualTo("java.lang.IllegalStateException");
	}

	@Test
	void eventsKnowTheirTypes() {
		assertThat(List.of(new LifespanStartupCompleteEvent(), new LifespanStartupFailedEvent("no"),
				new LifespanShutdownCompleteEvent(), new LifespanShutdownFailedEvent("no"), new MessageAckEvent("id"),
				new MessageNackEvent("id", "no"), sent("payload", "key")))
			.extracting(SendEvent::type)
			.containsExactly("lifespan.startup.complete", "lifespan.startup.failed", "lifespan.shutdown.complete",
					"lifespan.shutdown.failed", "message.ack", "message.nack", "message.send");
	}

	private static MessageReceiveEvent received(String payload, String key) {
		return new MessageReceiveEvent("orders:0:1", List.of(header("trace-id", "secret")), bytes(payload),
				Map.of("kafka", Map.of("key", bytes(key))), true);
	}

	private static MessageSendEvent sent(String payload, String key) {
		return new MessageSendEvent("invoices", List.of(header("trace-id", "secret")), bytes(payload),
				Map.of("kafka", Map.of("key", bytes(key))));
	}

	private static MessageHeader header(String name, String value) {
		return new MessageHeader(name, bytes(value));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
