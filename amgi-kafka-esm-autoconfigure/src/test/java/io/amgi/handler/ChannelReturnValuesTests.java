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

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.SendTo;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import io.amgi.channel.AmgiChannel;
import io.amgi.esm.EventJson;
import io.amgi.esm.NackException;
import io.amgi.lambda.InvokedFunction;
import io.amgi.protocol.MessageSend;
import io.amgi.protocol.MessageSendEvent;
import io.amgi.sender.OutboundMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests every kind of return value in the documentation, through the real {@code
 * FunctionInvoker}.
 */
class ChannelReturnValuesTests {

	private static final List<MessageSendEvent> sent = new CopyOnWriteArrayList<>();

	private static InvokedFunction function;

	@BeforeAll
	static void start() {
		function = InvokedFunction.start(Application.class, "spring.amgi.on-nack=error", "replies.topic=replies");
	}

	@AfterAll
	static void stop() {
		function.close();
	}

	@BeforeEach
	void clear() {
		sent.clear();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			message     | invoices: x
			messages    | invoices: x, receipts: x
			array       | invoices: x, receipts: x
			stream      | invoices: x, receipts: x
			object      | invoices: x
			send-to     | invoices: {"id":"x"}
			map         | invoices: {"id":"x"}
			json        | invoices: {"id":"x"}
			json.array  | invoices: ["x"]
			json.text   | invoices: "x"
			path        | invoices: "file:///x"
			several     | invoices: {"id":"x"}, invoices: {"id":"y"}
			placeholder | replies: x
			parameter.7 | invoices.7: x
			stage       | invoices: x
			stage.sent  | invoices: {"id":"x"}
			mono        | invoices: x
			flux        | invoices: x, receipts: x
			""")
	void returnedMessagesAreSent(String topic, String messages) {
		handle(topic, "x");
		assertThat(sent).extracting((message) -> message.address() + ": " + text(message))
			.containsExactly(messages.split(", "));
	}

	@ParameterizedTest
	@ValueSource(strings = { "void", "nothing", "nothing.stage", "nothing.null-stage", "nothing.mono", "nothing.list",
			"nothing.sent" })
	void nothingIsSentForNothing(String topic) {
		handle(topic, "x");
		assertThat(sent).isEmpty();
	}

	@Test
	void neitherKeyNorHeadersAreCopied() {
		invoke(EventJson.event().record("placeholder", 0, 1).key("key").header("name", 97).value("x"));
		assertThat(sent).singleElement().satisfies((message) -> {
			assertThat(message.headers()).isEmpty();
			assertThat(message.bindings()).isEmpty();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "failing.stage", "failing.mono", "failing.flux" })
	void resultThatFailsNacksWithItsMessage(String topic) {
		assertNacked(topic, "boom");
	}

	@Test
	void messageThatIsNotConfirmedNacks() {
		assertNacked("refused", "refused was not accepted");
	}

	@Test
	void valueThatNothingSendsNacks() {
		assertNacked("unsendable",
				"The method returned a value of type ChannelReturnValuesTests.Invoice, but there is no @SendTo to send it to");
	}

	private static void assertNacked(String topic, String reason) {
		assertThatExceptionOfType(NackException.class).isThrownBy(() -> handle(topic, "x"))
			.satisfies((ex) -> assertThat(ex.getNacks().get(0).message()).isEqualTo(reason));
	}

	private static void handle(String topic, String payload) {
		invoke(EventJson.event().record(topic, 0, 1).value(payload));
	}

	private static void invoke(EventJson event) {
		function.invoke(event);
	}

	private static @Nullable String text(MessageSendEvent message) {
		return (message.payload() != null) ? new String(message.payload(), StandardCharsets.UTF_8) : null;
	}

	record Invoice(String id) {

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		private static OutboundMessage message(String address, String payload) {
			return OutboundMessage.to(address).payload(payload);
		}

		private static List<OutboundMessage> messages(String payload) {
			return List.of(message("invoices", payload), message("receipts", payload));
		}

		@Bean
		MessageSend messageSend() {
			return (message) -> {
				sent.add(message);
				return message.address().equals("refused")
						? CompletableFuture.failedFuture(new IllegalStateException("refused was not accepted"))
						: CompletableFuture.completedFuture(null);
			};
		}

		@AmgiChannel("void")
		void nothing(String order) {
		}

		@AmgiChannel("message")
		OutboundMessage message(String order) {
			return message("invoices", order);
		}

		@AmgiChannel("messages")
		Collection<OutboundMessage> collection(String order) {
			return messages(order);
		}

		@AmgiChannel("array")
		OutboundMessage[] array(String order) {
			return messages(order).toArray(OutboundMessage[]::new);
		}

		@AmgiChannel("stream")
		Stream<OutboundMessage> stream(String order) {
			return messages(order).stream();
		}

		@AmgiChannel("object")
		Object object(String order) {
			return message("invoices", order);
		}

		@AmgiChannel("send-to")
		@SendTo("invoices")
		Invoice sendTo(String order) {
			return new Invoice(order);
		}

		@AmgiChannel("several")
		@SendTo("invoices")
		List<Invoice> sendSeveralTo(String order) {
			return List.of(new Invoice(order), new Invoice("y"));
		}

		@AmgiChannel("placeholder")
		@SendTo("${replies.topic}")
		String sendToPlaceholder(String order) {
			return order;
		}

		@AmgiChannel("parameter.{number}")
		@SendTo("invoices.{number}")
		String sendToParameter(String order, @DestinationVariable int number) {
			return order;
		}

		@AmgiChannel("stage")
		CompletionStage<OutboundMessage> stage(String order) {
			return CompletableFuture.supplyAsync(() -> message("invoices", order));
		}

		@AmgiChannel("stage.sent")
		@SendTo("invoices")
		CompletableFuture<Invoice> sentStage(String order) {
			return CompletableFuture.supplyAsync(() -> new Invoice(order));
		}

		@AmgiChannel("mono")
		Mono<OutboundMessage> mono(String order) {
			return Mono.fromSupplier(() -> message("invoices", order));
		}

		@AmgiChannel("flux")
		Flux<OutboundMessage> flux(String order) {
			return Flux.fromIterable(messages(order));
		}

		@AmgiChannel("nothing")
		@Nullable OutboundMessage nullMessage(String order) {
			return null;
		}

		@AmgiChannel("nothing.stage")
		CompletionStage<Void> nothingStage(String order) {
			return CompletableFuture.completedFuture(null);
		}

		@AmgiChannel("nothing.null-stage")
		@Nullable CompletionStage<?> nullStage(String order) {
			return null;
		}

		@AmgiChannel("nothing.mono")
		Mono<Void> nothingMono(String order) {
			return Mono.empty();
		}

		@AmgiChannel("nothing.list")
		List<@Nullable OutboundMessage> nothingList(String order) {
			return Arrays.asList(null, null);
		}

		@AmgiChannel("nothing.sent")
		@SendTo("invoices")
		@Nullable Invoice nothingSent(String order) {
			return null;
		}

		@AmgiChannel("failing.stage")
		CompletionStage<Void> failingStage(String order) {
			return CompletableFuture.failedFuture(new IllegalStateException("boom"));
		}

		@AmgiChannel("failing.mono")
		Mono<Void> failingMono(String order) {
			return Mono.error(new IllegalStateException("boom"));
		}

		@AmgiChannel("failing.flux")
		Flux<OutboundMessage> failingFlux(String order) {
			return flux(order).concatWith(Mono.error(new IllegalStateException("boom")));
		}

		@AmgiChannel("refused")
		OutboundMessage refused(String order) {
			return message("refused", order);
		}

		@AmgiChannel("unsendable")
		Object unsendable(String order) {
			return new Invoice(order);
		}

		@AmgiChannel("map")
		@SendTo("invoices")
		Map<String, String> map(String order) {
			return Map.of("id", order);
		}

		@AmgiChannel("json")
		@SendTo("invoices")
		ObjectNode json(String order) {
			return JsonNodeFactory.instance.objectNode().put("id", order);
		}

		@AmgiChannel("json.array")
		@SendTo("invoices")
		ArrayNode jsonArray(String order) {
			return JsonNodeFactory.instance.arrayNode().add(order);
		}

		@AmgiChannel("json.text")
		@SendTo("invoices")
		JsonNode jsonText(String order) {
			return JsonNodeFactory.instance.stringNode(order);
		}

		@AmgiChannel("path")
		@SendTo("invoices")
		Path path(String order) {
			return Path.of("/" + order);
		}

	}

}
