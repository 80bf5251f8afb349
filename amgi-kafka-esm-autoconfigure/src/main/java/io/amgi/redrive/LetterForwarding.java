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

package io.amgi.redrive;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.jspecify.annotations.Nullable;

import io.amgi.protocol.MessageHeader;
import io.amgi.protocol.MessageSend;
import io.amgi.protocol.MessageSendEvent;

/**
 * Sends letters on as they are, and waits until all are confirmed.
 */
final class LetterForwarding {

	private final List<CompletableFuture<Void>> sends = new ArrayList<>();

	private final MessageSend send;

	LetterForwarding(MessageSend send) {
		this.send = send;
	}

	/**
	 * Sends a letter to the end of its own topic.
	 * @param letter the letter
	 */
	void putBack(Letter letter) {
		Map<String, @Nullable Object> kafka = binding(letter);
		kafka.put("partition", letter.record().partition());
		send(letter.record().topic(), letter, letter.headers().all(), kafka);
	}

	/**
	 * Sends a letter to the parking topic.
	 * @param letter the letter
	 * @param topic the parking topic
	 * @param reason the reason
	 */
	void park(Letter letter, String topic, String reason) {
		List<MessageHeader> headers = letter.headers().all();
		headers.removeIf((header) -> header.name().equals(LetterHeaders.REFUSAL));
		headers.add(new MessageHeader(LetterHeaders.REFUSAL, reason.getBytes(StandardCharsets.UTF_8)));
		send(topic, letter, headers, binding(letter));
	}

	private static Map<String, @Nullable Object> binding(Letter letter) {
		Map<String, @Nullable Object> kafka = new HashMap<>();
		kafka.put("key", letter.record().key());
		if (letter.publishedAt() >= 0) {
			kafka.put("timestamp", letter.publishedAt());
		}
		return kafka;
	}

	private void send(String topic, Letter letter, List<MessageHeader> headers, Map<String, @Nullable Object> kafka) {
		this.sends
			.add(this.send.send(new MessageSendEvent(topic, headers, letter.record().value(), Map.of("kafka", kafka))));
	}

	/**
	 * Waits for the confirmations.
	 * @throws RedriveException if a letter is not confirmed
	 */
	void await() {
		try {
			CompletableFuture.allOf(this.sends.toArray(CompletableFuture[]::new)).join();
		}
		catch (CompletionException ex) {
			Throwable cause = (ex.getCause() != null) ? ex.getCause() : ex;
			throw new RedriveException("Couldn't send letters on: " + cause.getMessage(), cause);
		}
	}

}
