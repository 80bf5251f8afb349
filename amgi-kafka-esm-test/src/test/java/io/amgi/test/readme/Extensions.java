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

package io.amgi.test.readme;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.task.TaskDecorator;
import org.springframework.kafka.support.KafkaHeaders;

import io.amgi.handler.AmgiChannelConfigurer;
import io.amgi.handler.ChannelInterceptor;
import io.amgi.handler.ChannelMessage;
import io.amgi.kafka.DeadLetterTopicResolver;
import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.AmgiMiddleware;
import io.amgi.protocol.MessageAckEvent;
import io.amgi.protocol.MessageReceiveEvent;
import io.amgi.protocol.MessageScope;
import io.amgi.protocol.MessageSend;
import io.amgi.protocol.MessageSendEvent;
import io.amgi.server.BatchObservation;
import io.amgi.server.BatchObserver;
import io.amgi.server.BatchOutcome;
import io.amgi.server.DeadLetterPublisher;
import io.amgi.server.InboundRecord;
import io.amgi.server.RecordOutcome;

/**
 * Extension points that the documentation shows.
 */
class Extensions {

	private static final Logger logger = LoggerFactory.getLogger(Extensions.class);

	@Bean
	AmgiApplication counting() {
		return (scope, receive, send) -> {
			if (scope instanceof MessageScope messages) {
				MessageReceiveEvent message;
				do {
					message = (MessageReceiveEvent) receive.receive();
					logger.info("{} of {}", message.id(), messages.address());
					send.send(new MessageAckEvent(message.id()));
				}
				while (message.moreMessages());
			}
		};
	}

	@Bean
	AmgiMiddleware quietly() {
		return (application) -> (scope, receive, send) -> {
			if (scope instanceof MessageScope messages && messages.address().startsWith("test-")) {
				return;
			}
			application.call(scope, receive, send);
		};
	}

	@Bean
	AmgiChannelConfigurer receivedBy(Clock clock) {
		return new AmgiChannelConfigurer() {

			@Override
			public void addHeaders(Map<String, Function<ChannelMessage, @Nullable Object>> headers) {
				headers.put("received-at", (message) -> clock.instant());
			}

		};
	}

	@Bean
	ChannelInterceptor freshness(Clock clock) {
		return (call) -> {
			for (int i = 0; i < call.messages().size(); i++) {
				Object sent = call.messages().get(i).getHeader(KafkaHeaders.RECEIVED_TIMESTAMP);
				if (sent instanceof Long time && clock.millis() - time > 3_600_000) {
					call.skip(i);
				}
			}
			return null;
		};
	}

	@Bean
	BatchObserver outcomes(MeterRegistry meters) {
		return (batch) -> new BatchObservation() {

			@Override
			public void settled(InboundRecord record, RecordOutcome outcome) {
				meters.counter("orders.records", "outcome", outcome.kind().name()).increment();
			}

			@Override
			public void close(BatchOutcome outcome) {
				meters.counter("orders.failures").increment(outcome.nacks().size());
			}

		};
	}

	@Bean
	TaskDecorator localeOfTheInvocation() {
		return (task) -> {
			Locale locale = LocaleContextHolder.getLocale();
			return () -> {
				LocaleContextHolder.setLocale(locale);
				try {
					task.run();
				}
				finally {
					LocaleContextHolder.resetLocaleContext();
				}
			};
		};
	}

	@Bean
	DeadLetterTopicResolver onePerTeam() {
		return (letter) -> letter.topic().startsWith("orders") ? "sales-dlt" : "platform-dlt";
	}

	@Bean
	DeadLetterPublisher toTheLog() {
		return (letter, send) -> {
			logger.error("Given up: {}, {}, {}", letter.topic(), letter.partition(), letter.offset());
			return CompletableFuture.completedFuture(null);
		};
	}

	@Bean
	MessageSend toAnotherBroker(Mailbox mailbox) {
		return (MessageSendEvent message) -> mailbox.post(message.address(),
				(message.payload() != null) ? new String(message.payload(), StandardCharsets.UTF_8) : "");
	}

	@Bean
	DefaultKafkaProducerFactoryCustomizer compression() {
		return (factory) -> factory.updateConfigs(Map.of(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd"));
	}

	/**
	 * A recipient of messages.
	 */
	interface Mailbox {

		CompletableFuture<Void> post(String address, String text);

	}

}
