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

package io.amgi.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;

import io.amgi.esm.EventJson;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.kafka.KafkaDeadLetterPublisher;
import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.MessageSend;
import io.amgi.protocol.MessageSendEvent;
import io.amgi.server.DeadLetter;
import io.amgi.server.DeadLetterPublisher;
import io.amgi.server.MessageSendProvider;
import io.amgi.server.MessageSendSession;

import static org.assertj.core.api.Assertions.assertThat;

class DeadLetterConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AmgiAutoConfiguration.class))
		.withPropertyValues("spring.amgi.dead-letter.enabled=true")
		.withBean(AmgiApplication.class, () -> (scope, receive, send) -> {
			receive.receive();
			throw new IllegalStateException("refused");
		});

	@Test
	void publisherNeedsNoConnectionOfSpringBoots() {
		List<MessageSendEvent> sent = new ArrayList<>();
		this.contextRunner.withBean(MessageSend.class, () -> (event) -> confirm(event, sent)).run((context) -> {
			process(context.getBean(KafkaEventSourceMapping.class));
			assertThat(sent).extracting(MessageSendEvent::address).containsExactly("orders-dlt");
		});
	}

	@Test
	void publisherIsNotThereWithoutSpringKafka() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(DeadLetterPublishingRecoverer.class))
			.run((context) -> assertThat(context).hasSingleBean(KafkaEventSourceMapping.class)
				.doesNotHaveBean(DeadLetterPublisher.class));
	}

	@Test
	void publisherGivesWayToAnother() {
		this.contextRunner
			.withBean(DeadLetterPublisher.class, () -> (letter, send) -> CompletableFuture.completedFuture(null))
			.run((context) -> assertThat(context).doesNotHaveBean(KafkaDeadLetterPublisher.class));
	}

	@Test
	void providerGoesBeforeAMessageSendAndTellsDeadLettersApart() {
		List<MessageSendEvent> elsewhere = new ArrayList<>();
		DeadLetterSend deadLetters = new DeadLetterSend(new ArrayList<>());
		this.contextRunner.withBean(MessageSend.class, () -> (event) -> confirm(event, elsewhere))
			.withBean(MessageSendProvider.class, () -> (servers) -> deadLetters)
			.run((context) -> {
				process(context.getBean(KafkaEventSourceMapping.class));
				assertThat(deadLetters.sent()).containsExactly("orders@7 to orders-dlt");
				assertThat(elsewhere).isEmpty();
			});
	}

	private static void process(KafkaEventSourceMapping mapping) {
		mapping.process(EventJson.event().record("orders", 0, 7).stream(), null);
	}

	private static CompletableFuture<Void> confirm(MessageSendEvent event, List<MessageSendEvent> sent) {
		sent.add(event);
		return CompletableFuture.completedFuture(null);
	}

	private record DeadLetterSend(List<String> sent) implements MessageSendSession {

		@Override
		public MessageSend deadLetters(DeadLetter letter) {
			return (event) -> {
				this.sent.add("%s@%d to %s".formatted(letter.topic(), letter.offset(), event.address()));
				return CompletableFuture.completedFuture(null);
			};
		}

		@Override
		public CompletableFuture<Void> send(MessageSendEvent event) {
			return CompletableFuture.failedFuture(new IllegalStateException("No dead letter"));
		}

		@Override
		public void close() {
		}

	}

}
