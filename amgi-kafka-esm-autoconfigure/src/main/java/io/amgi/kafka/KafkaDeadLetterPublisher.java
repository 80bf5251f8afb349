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

package io.amgi.kafka;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;

import io.amgi.internal.Throwables;
import io.amgi.protocol.MessageHeader;
import io.amgi.protocol.MessageSend;
import io.amgi.protocol.MessageSendEvent;
import io.amgi.server.DeadLetter;
import io.amgi.server.DeadLetterPublisher;

/**
 * Publishes records that are given up as Spring Kafka does, so that what reads its dead
 * letters reads these. They go the way of all messages of the invocation, one behind
 * another.
 */
public final class KafkaDeadLetterPublisher implements DeadLetterPublisher {

	/**
	 * The header that names what of a record is not base64 in the event, {@code key},
	 * {@code value} or {@code key,value}: the dead letter has the event's text instead.
	 */
	public static final String UNDECODED = "amgi_dlt-undecoded";

	private final Recoverer recoverer;

	/**
	 * Creates a publisher.
	 * @param topicResolver says where records go
	 */
	public KafkaDeadLetterPublisher(DeadLetterTopicResolver topicResolver) {
		this.recoverer = new Recoverer(topicResolver);
	}

	/**
	 * Publishes a record, again without its stack trace if it is too large with it.
	 */
	@Override
	public CompletableFuture<Void> publish(DeadLetter letter, MessageSend send) {
		CompletableFuture<Void> publication = publish(letter, send, false);
		Function<Throwable, CompletableFuture<Void>> brief = (failure) -> hasTraceTooMuch(letter, failure)
				? publish(letter, send, true) : CompletableFuture.failedFuture(failure);
		// A producer's own thread must not wait for the producer.
		return publication.isDone() ? publication.exceptionallyCompose(brief)
				: publication.exceptionallyComposeAsync(brief);
	}

	private CompletableFuture<Void> publish(DeadLetter letter, MessageSend send, boolean brief) {
		DeadRecord record = new DeadRecord(letter, send);
		this.recoverer.accept(record, null, new GivenUpException(letter.nack(), brief));
		return record.publication;
	}

	private static boolean hasTraceTooMuch(DeadLetter letter, Throwable failure) {
		return letter.nack().cause() != null && Throwables.contain(failure,
				(cause) -> cause instanceof RecordTooLargeException || cause instanceof RecordBatchTooLargeException);
	}

	/**
	 * Spring Kafka's recoverer, which would wait for each record.
	 */
	private static final class Recoverer extends DeadLetterPublishingRecoverer {

		// Asked for, but not used.
		private static final KafkaTemplate<byte[], byte[]> NO_TEMPLATE = new KafkaTemplate<>(
				new DefaultKafkaProducerFactory<>(Map.of()));

		Recoverer(DeadLetterTopicResolver topicResolver) {
			super((record) -> NO_TEMPLATE, (record, exception) -> destination((DeadRecord) record, topicResolver));
			setSkipSameTopicFatalExceptions(false);
			setExceptionHeadersCreator(new DeadLetterHeaders());
			setHeadersFunction((record, exception) -> undecoded(((DeadRecord) record).letter));
		}

		private static @Nullable Headers undecoded(DeadLetter letter) {
			return letter.undecoded().isEmpty() ? null : new RecordHeaders().add(UNDECODED,
					String.join(",", letter.undecoded()).getBytes(StandardCharsets.UTF_8));
		}

		// The producer chooses the partition, because a dead letter topic may have fewer
		// partitions.
		private static TopicPartition destination(DeadRecord record, DeadLetterTopicResolver topicResolver) {
			return new TopicPartition(topicResolver.resolve(record.letter), -1);
		}

		@Override
		protected void publish(ProducerRecord<Object, Object> outRecord, KafkaOperations<Object, Object> kafkaTemplate,
				ConsumerRecord<?, ?> inRecord) {
			DeadRecord record = (DeadRecord) inRecord;
			record.publication = record.send.send(event(outRecord, record.key()));
		}

		private static MessageSendEvent event(ProducerRecord<Object, Object> record, byte @Nullable [] key) {
			List<MessageHeader> headers = new ArrayList<>();
			record.headers().forEach((header) -> headers.add(new MessageHeader(header.key(), header.value())));
			Map<String, Map<String, @Nullable Object>> bindings = (key != null) ? Map.of("kafka", Map.of("key", key))
					: Map.of();
			return new MessageSendEvent(record.topic(), headers, (byte[]) record.value(), bindings);
		}

	}

	/**
	 * A record as Spring Kafka knows it, on its way to the dead.
	 */
	private static final class DeadRecord extends ConsumerRecord<byte[], byte[]> {

		private final DeadLetter letter;

		private final MessageSend send;

		private CompletableFuture<Void> publication = CompletableFuture
			.failedFuture(new IllegalStateException("The record was not published"));

		DeadRecord(DeadLetter letter, MessageSend send) {
			super(letter.topic(), letter.partition(), letter.offset(),
					(letter.timestamp() != null) ? letter.timestamp() : NO_TIMESTAMP, timestampType(letter), NULL_SIZE,
					NULL_SIZE, letter.key(), letter.value(), headers(letter), Optional.empty());
			this.letter = letter;
			this.send = send;
		}

		private static TimestampType timestampType(DeadLetter letter) {
			return Arrays.stream(TimestampType.values())
				.filter((type) -> type.name().equals(letter.timestampType()))
				.findFirst()
				.orElse(TimestampType.NO_TIMESTAMP_TYPE);
		}

		private static RecordHeaders headers(DeadLetter letter) {
			RecordHeaders headers = new RecordHeaders();
			letter.headers().forEach((header) -> headers.add(header.name(), header.value()));
			return headers;
		}

	}

}
