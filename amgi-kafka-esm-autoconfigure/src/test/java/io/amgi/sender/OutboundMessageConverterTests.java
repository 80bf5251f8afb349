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

package io.amgi.sender;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.messaging.converter.JacksonJsonMessageConverter;
import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.messaging.converter.StringMessageConverter;

import io.amgi.protocol.MessageHeader;
import io.amgi.protocol.MessageSendEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class OutboundMessageConverterTests {

	private final OutboundMessageConverter converter = new OutboundMessageConverter(new JacksonJsonMessageConverter());

	@Test
	void objectIsSentAsJson() {
		assertThat(payload(new Invoice("ö-1"))).isEqualTo(utf8("{\"id\":\"ö-1\"}"));
	}

	@Test
	void textIsSentAsItIs() {
		assertThat(payload("ö")).isEqualTo(utf8("ö"));
	}

	@Test
	void bytesAreSentAsTheyAre() {
		byte[] payload = { -1, 0, 1 };
		assertThat(payload(payload)).isSameAs(payload);
	}

	@Test
	void noPayloadIsATombstone() {
		assertThat(payload(null)).isNull();
	}

	@Test
	void emptyPayloadIsAPayload() {
		assertThat(payload("")).isEmpty();
	}

	@Test
	void keyIsConvertedAsPayloadsAre() {
		assertThat(kafka(to().key("A-1"))).containsEntry("key", utf8("A-1"));
		assertThat(kafka(to().key(new byte[] { -1 }))).containsEntry("key", new byte[] { -1 });
		assertThat(kafka(to().key(15))).containsEntry("key", utf8("15"));
	}

	@Test
	void uuidIsItsTextAsAKeyAndJsonAsAPayload() {
		UUID uuid = UUID.fromString("d9e4c1a2-0000-4000-8000-000000000001");
		assertThat(kafka(to().key(uuid))).containsEntry("key", utf8(uuid.toString()));
		assertThat(payload(uuid)).isEqualTo(utf8('"' + uuid.toString() + '"'));
	}

	@Test
	void bindingsHoldPartitionAndTimestamp() {
		assertThat(kafka(to().partition(3).timestamp(Instant.ofEpochMilli(1_700_000_000_123L))))
			.isEqualTo(Map.of("partition", 3, "timestamp", 1_700_000_000_123L));
	}

	@Test
	void bindingsHoldOnlyWhatIsSet() {
		assertThat(this.converter.convert(to(), null).bindings()).isEmpty();
	}

	@Test
	void headersKeepOrderAndDuplicates() {
		OutboundMessage message = to().header("trace", "ë").header("other", new byte[] { -1 }).header("trace", "2");
		assertThat(this.converter.convert(message, null).headers()).containsExactly(
				new MessageHeader("trace", utf8("ë")), new MessageHeader("other", new byte[] { -1 }),
				new MessageHeader("trace", utf8("2")));
	}

	@Test
	void messageIsNotChangedByItsMethods() {
		OutboundMessage message = to().payload("1");
		message.key("key").payload("2").header("name", "value").partition(1).timestamp(Instant.EPOCH).bestEffort();
		assertThat(this.converter.convert(message, null))
			.isEqualTo(new MessageSendEvent("invoices", List.of(), utf8("1"), Map.of()));
		assertThat(message.isBestEffort()).isFalse();
	}

	@Test
	void failureDoesNotQuoteTheValue() {
		assertThatExceptionOfType(MessageConversionException.class)
			.isThrownBy(() -> this.converter.convert(to().payload(new Unreadable("secret")), null))
			.withMessage(
					"Couldn't convert the payload of type OutboundMessageConverterTests.Unreadable of a message to 'invoices': DatabindException")
			.withNoCause();
	}

	@Test
	void conversionExceptionSaysWhatCannotBeConverted() {
		OutboundMessageConverter converter = new OutboundMessageConverter(new StringMessageConverter() {

			@Override
			protected boolean supports(Class<?> type) {
				throw new OutboundConversionException("a list at $.lines");
			}

		});
		assertThatExceptionOfType(MessageConversionException.class)
			.isThrownBy(() -> converter.convert(to().payload(new Invoice("secret")), null))
			.withMessageEndingWith(" of a message to 'invoices': a list at $.lines");
	}

	@Test
	void valueThatNoConverterTakesIsRefused() {
		OutboundMessageConverter converter = new OutboundMessageConverter(new StringMessageConverter());
		assertThatExceptionOfType(MessageConversionException.class)
			.isThrownBy(() -> converter.convert(to().key(new Invoice("secret")), null))
			.withMessage(
					"Couldn't convert the key of type OutboundMessageConverterTests.Invoice of a message to 'invoices': no message converter makes bytes or text of it");
	}

	@Test
	void messageNeedsAnAddress() {
		assertThatIllegalArgumentException().isThrownBy(() -> OutboundMessage.to(" "));
	}

	@Test
	void descriptionDoesNotQuoteValues() {
		assertThat(to().key("secret").payload("secret").header("token", "secret")).asString().doesNotContain("secret");
	}

	private static OutboundMessage to() {
		return OutboundMessage.to("invoices");
	}

	private byte[] payload(Object payload) {
		return this.converter.convert(to().payload(payload), null).payload();
	}

	private Map<String, Object> kafka(OutboundMessage message) {
		return this.converter.convert(message, null).bindings().get("kafka");
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	record Invoice(String id) {

	}

	record Unreadable(String id) {

		@Override
		public String id() {
			throw new IllegalStateException("secret");
		}

	}

}
