package io.amgi.autoconfigure;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

import static org.assertj.core.api.Assertions.assertThat;

class TextMessageConverterTests {

	private final TextMessageConverter converter = new TextMessageConverter();

	@Test
	void textIsUtf8WhateverIsClaimed() {
		Message<byte[]> message = MessageBuilder.withPayload("é".getBytes(StandardCharsets.UTF_8))
			.setHeader("contentType", "text/plain;charset=utf-16".getBytes(StandardCharsets.UTF_8))
			.build();
		assertThat(this.converter.fromMessage(message, String.class)).isEqualTo("é");
	}

	@Test
	void otherTypesAreNotText() {
		Message<byte[]> message = MessageBuilder.withPayload(new byte[0]).build();
		assertThat(this.converter.fromMessage(message, Integer.class)).isNull();
	}

}
