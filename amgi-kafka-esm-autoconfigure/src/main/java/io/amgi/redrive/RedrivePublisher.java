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

import org.jspecify.annotations.Nullable;

import io.amgi.kafka.KafkaDeadLetterPublisher;
import io.amgi.protocol.MessageHeader;
import io.amgi.protocol.MessageSend;
import io.amgi.protocol.MessageSendEvent;
import io.amgi.server.DeadLetter;
import io.amgi.server.DeadLetterPublisher;

/**
 * Publishes a record that has failed once more as a new letter, with its latest failure
 * and the number of its attempts, to the topic that its letter came from or to the
 * parking topic.
 */
public final class RedrivePublisher implements DeadLetterPublisher {

	private final KafkaDeadLetterPublisher publisher = new KafkaDeadLetterPublisher(
			(letter) -> record(letter).destination());

	private final DeadLetterPublisher others;

	/**
	 * Creates a publisher of letters alone.
	 */
	public RedrivePublisher() {
		this((letter, send) -> CompletableFuture
			.failedFuture(new IllegalStateException("Only dead letters are handled in a redrive")));
	}

	/**
	 * Creates a publisher.
	 * @param others publishes records that were no letters
	 */
	public RedrivePublisher(DeadLetterPublisher others) {
		this.others = others;
	}

	@Override
	public CompletableFuture<Void> publish(DeadLetter letter, MessageSend send) {
		if (letter.nack().record() instanceof RedriveRecord record) {
			return this.publisher.publish(letter, (event) -> send.send(numbered(event, record)));
		}
		return (letter.nack().record() instanceof LetterRecord) ? this.publisher.publish(letter, send)
				: this.others.publish(letter, send);
	}

	private static LetterRecord record(DeadLetter letter) {
		return (LetterRecord) letter.nack().record();
	}

	// In the same partition, records without key keep their order.
	private static MessageSendEvent numbered(MessageSendEvent event, RedriveRecord record) {
		List<MessageHeader> headers = new ArrayList<>(event.headers());
		String attempts = String.valueOf(record.letter().headers().attempts() + 1);
		headers.add(new MessageHeader(LetterHeaders.ATTEMPTS, attempts.getBytes(StandardCharsets.UTF_8)));
		Map<String, @Nullable Object> kafka = new HashMap<>(event.bindings().getOrDefault("kafka", Map.of()));
		if (record.staysInItsTopic() && !record.letter().isOfFile()) {
			kafka.put("partition", record.letter().record().partition());
		}
		return new MessageSendEvent(event.address(), headers, event.payload(), Map.of("kafka", kafka));
	}

}
