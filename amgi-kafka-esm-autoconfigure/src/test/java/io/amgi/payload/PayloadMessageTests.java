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

package io.amgi.payload;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.messaging.support.MessageBuilder;

import io.amgi.autoconfigure.AmgiAutoConfiguration;
import io.amgi.channel.AmgiChannel;
import io.amgi.esm.EventJson;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.handler.AmgiChannelConfigurer;
import io.amgi.handler.PayloadMessage;
import io.amgi.kafka.KafkaKey;
import io.amgi.protocol.MessageHeader;
import io.amgi.protocol.MessageSend;
import io.amgi.protocol.MessageSendEvent;
import io.amgi.sender.MessageSender;
import io.amgi.sender.OutboundHeaders;
import io.amgi.sender.OutboundMessage;

import static org.assertj.core.api.Assertions.assertThat;

class PayloadMessageTests {

	private static final String KEY = "KEY of %s, schema 7 AVRO, content type null, trace [t, u]";

	private static final String VALUE = "VALUE of %s, schema 8 JSON, content type text/x, trace [t, u]";

	private final List<MessageSendEvent> sent = new ArrayList<>();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, AmgiAutoConfiguration.class))
		.withBean(Configurer.class)
		.withBean(MessageSend.class, () -> (event) -> {
			this.sent.add(event);
			return CompletableFuture.completedFuture(null);
		})
		.withPropertyValues("spring.amgi.on-nack=error");

	@ParameterizedTest
	@ValueSource(strings = { "payload", "optional", "message", "record", "list", "messages", "records" })
	void converterSeesRoleTopicSchemaAndHeadersInEveryPosition(String topic) {
		this.contextRunner.withBean(Channels.class).run((context) -> {
			context.getBean(KafkaEventSourceMapping.class).handle(event(topic).stream(), null);
			assertThat(context.getBean(Channels.class).received).containsExactly(VALUE.formatted(topic));
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "key", "key-optional", "key-record", "key-records" })
	void converterSeesRoleTopicSchemaAndHeadersOfKeys(String topic) {
		this.contextRunner.withBean(Channels.class).run((context) -> {
			context.getBean(KafkaEventSourceMapping.class).handle(event(topic).stream(), null);
			assertThat(context.getBean(Channels.class).received).containsExactly(KEY.formatted(topic));
		});
	}

	@Test
	void converterOfOutboundMessagesSeesTopicRoleAndHeadersAndReplacesHeaders() {
		this.contextRunner.withBean(Channels.class).run((context) -> {
			context.getBean(KafkaEventSourceMapping.class).handle(event("out").stream(), null);
			MessageSendEvent event = this.sent.get(0);
			assertThat(event.payload()).asString().isEqualTo("VALUE to target, content type text/y");
			assertThat((byte[]) event.bindings().get("kafka").get("key")).asString()
				.isEqualTo("KEY to target, content type null");
			assertThat(event.headers()).extracting(MessageHeader::name)
				.containsExactly("contentType", "added for VALUE", "added for KEY");
		});
	}

	private static EventJson event(String topic) {
		return EventJson.event()
			.record(topic, 0, 1)
			.key("{}")
			.value("{}")
			.recordWith("keySchemaMetadata", Map.of("schemaId", "7", "dataFormat", "AVRO"))
			.recordWith("valueSchemaMetadata", Map.of("schemaId", "8", "dataFormat", "JSON"))
			.recordWith("headers", List.of(Map.of("contentType", new int[] { 't', 'e', 'x', 't', '/', 'x' }),
					Map.of("trace", new int[] { 't' }), Map.of("trace", new int[] { 'u' })));
	}

	record Seen(String text) {

	}

	static class Configurer implements AmgiChannelConfigurer {

		@Override
		public void addMessageConverters(List<MessageConverter> converters) {
			converters.add(new SeenConverter());
		}

	}

	static class SeenConverter implements MessageConverter {

		@Override
		public @Nullable Object fromMessage(Message<?> message, Class<?> targetClass) {
			if (targetClass != Seen.class || !(message instanceof PayloadMessage payload)) {
				return null;
			}
			return new Seen("%s of %s, schema %s %s, content type %s, trace %s".formatted(payload.role(),
					payload.topic(), payload.schema().id(), payload.schema().format(),
					payload.getHeaders().get(MessageHeaders.CONTENT_TYPE), traces(payload)));
		}

		private static List<String> traces(PayloadMessage payload) {
			return payload.messageHeaders()
				.stream()
				.filter((header) -> header.name().equals("trace"))
				.map((header) -> new String(header.value(), StandardCharsets.UTF_8))
				.toList();
		}

		@Override
		public @Nullable Message<?> toMessage(Object payload, @Nullable MessageHeaders headers) {
			if (!(payload instanceof Seen) || !(headers instanceof OutboundHeaders outbound)) {
				return null;
			}
			String text = "%s to %s, content type %s".formatted(outbound.role(), outbound.topic(),
					outbound.get(MessageHeaders.CONTENT_TYPE));
			List<MessageHeader> all = new ArrayList<>(outbound.messageHeaders());
			all.add(new MessageHeader("added for " + outbound.role(), new byte[0]));
			return MessageBuilder.createMessage(text, outbound.with(all));
		}

	}

	static class Channels {

		final List<String> received = new ArrayList<>();

		@AmgiChannel("payload")
		void payload(Seen seen) {
			this.received.add(seen.text());
		}

		@AmgiChannel("optional")
		void optional(Optional<Seen> seen) {
			this.received.add(seen.orElseThrow().text());
		}

		@AmgiChannel("message")
		void message(Message<Seen> message) {
			this.received.add(message.getPayload().text());
		}

		@AmgiChannel("record")
		void record(ConsumerRecord<byte[], Seen> record) {
			this.received.add(record.value().text());
		}

		@AmgiChannel(value = "list", batch = true)
		void list(List<Seen> seen) {
			this.received.add(seen.get(0).text());
		}

		@AmgiChannel(value = "messages", batch = true)
		void messages(List<Message<Seen>> messages) {
			this.received.add(messages.get(0).getPayload().text());
		}

		@AmgiChannel(value = "records", batch = true)
		void records(List<ConsumerRecord<byte[], Seen>> records) {
			this.received.add(records.get(0).value().text());
		}

		@AmgiChannel("key")
		void key(@KafkaKey Seen seen) {
			this.received.add(seen.text());
		}

		@AmgiChannel("key-optional")
		void optionalKey(@KafkaKey Optional<Seen> seen) {
			this.received.add(seen.orElseThrow().text());
		}

		@AmgiChannel("key-record")
		void keyOfRecord(ConsumerRecord<Seen, byte[]> record) {
			this.received.add(record.key().text());
		}

		@AmgiChannel(value = "key-records", batch = true)
		void keyOfRecords(List<ConsumerRecord<Seen, byte[]>> records) {
			this.received.add(records.get(0).key().text());
		}

		@AmgiChannel("out")
		void out(byte[] payload, MessageSender sender) {
			sender.send(OutboundMessage.to("target")
				.key(new Seen("key"))
				.payload(new Seen("payload"))
				.header("contentType", "text/y"));
		}

	}

}
