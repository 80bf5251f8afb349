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

package io.amgi.benchmarks.differential;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.amgi.protocol.MessageHeader;
import io.amgi.protocol.MessageSend;
import io.amgi.protocol.MessageSendEvent;

/**
 * Takes the place of Kafka: notes each message, and confirms or refuses it by its content
 * alone.
 */
final class RecordingSend implements MessageSend {

	/**
	 * Start of the line of a dead letter.
	 */
	static final String DEAD_LETTER = "dead letter ";

	private static final String ORIGINAL = "kafka_dlt-original-";

	private static final Pattern FROM = Pattern.compile("\"from\":\"([^\"]+)\"");

	private final Facts facts;

	private volatile boolean late;

	RecordingSend(Facts facts) {
		this.facts = facts;
	}

	void confirmLate(boolean late) {
		this.late = late;
	}

	@Override
	public CompletableFuture<Void> send(MessageSendEvent message) {
		boolean deadLetter = header(message, ORIGINAL + "topic") != null;
		String record = deadLetter ? original(message) : source(message);
		this.facts.add(record, (deadLetter ? DEAD_LETTER : "sent ") + describe(message));
		if (message.address().equals(Outbox.THROWING)) {
			throw new IllegalStateException("Not taken");
		}
		boolean refused = message.address().equals(Outbox.REFUSING) || deadLetter && record.endsWith("3");
		return this.late ? CompletableFuture.runAsync(() -> settle(refused)) : settled(refused);
	}

	private static void settle(boolean refused) {
		Deed.work();
		settled(refused).join();
	}

	private static CompletableFuture<Void> settled(boolean refused) {
		return refused ? CompletableFuture.failedFuture(new IllegalArgumentException("Refused on purpose"))
				: CompletableFuture.completedFuture(null);
	}

	private static byte @Nullable [] header(MessageSendEvent message, String name) {
		byte[] value = null;
		for (MessageHeader header : message.headers()) {
			value = header.name().equals(name) ? header.value() : value;
		}
		return value;
	}

	private static String original(MessageSendEvent message) {
		return Work.id(text(header(message, ORIGINAL + "topic")), number(header(message, ORIGINAL + "partition")),
				number(header(message, ORIGINAL + "offset")));
	}

	private static String text(byte @Nullable [] bytes) {
		return (bytes != null) ? new String(bytes, StandardCharsets.UTF_8) : "none";
	}

	private static long number(byte @Nullable [] bytes) {
		return (bytes != null) ? new BigInteger(bytes).longValue() : -1;
	}

	private static String source(MessageSendEvent message) {
		byte[] from = header(message, Outbox.FROM);
		Matcher payload = FROM.matcher(text(message.payload()));
		return (from == null && payload.find()) ? payload.group(1) : text(from);
	}

	private static String describe(MessageSendEvent message) {
		Map<String, @Nullable Object> binding = message.bindings().getOrDefault("kafka", Map.of());
		return "%s binding %s payload %s headers %s".formatted(message.address(), Text.digest(binding),
				Text.digest(message.payload()),
				message.headers().stream().map(RecordingSend::describe).collect(Collectors.joining(" ")));
	}

	private static String describe(MessageHeader header) {
		String name = header.name().toLowerCase(Locale.ROOT);
		boolean failure = name.startsWith("kafka_dlt-exception") || name.startsWith("kafka_dlt-key-exception");
		return header.name() + "=" + (failure ? Text.trace(text(header.value())) : Text.digest(header.value()));
	}

}
