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

package io.amgi.idempotency;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import io.amgi.autoconfigure.AmgiAutoConfiguration;
import io.amgi.autoconfigure.AmgiIdempotencyAutoConfiguration;
import io.amgi.esm.EventJson;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.esm.TestContext;
import io.amgi.protocol.MessageSend;
import io.amgi.protocol.MessageSendEvent;
import io.amgi.server.BatchOutcome;

/**
 * Runs applications with idempotent methods.
 */
final class IdempotencyRunner {

	final StoreProbe store = new StoreProbe();

	final List<MessageSendEvent> sent = new CopyOnWriteArrayList<>();

	final List<String> duplicates = new CopyOnWriteArrayList<>();

	Function<MessageSendEvent, CompletableFuture<Void>> sending = (event) -> CompletableFuture.completedFuture(null);

	ApplicationContextRunner context(Object... handlers) {
		ApplicationContextRunner runner = plain(handlers).withBean("store", IdempotencyStore.class, () -> this.store);
		return runner;
	}

	ApplicationContextRunner plain(Object... handlers) {
		ApplicationContextRunner runner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, AmgiAutoConfiguration.class,
					AmgiIdempotencyAutoConfiguration.class))
			.withPropertyValues("spring.amgi.on-nack=report")
			.withBean(DuplicateListener.class, () -> (message) -> this.duplicates.add(message.getEvent().id()))
			.withBean(MessageSend.class, () -> this::send);
		for (Object handler : handlers) {
			runner = withHandler(runner, handler);
		}
		return runner;
	}

	@SuppressWarnings("unchecked")
	private static <T> ApplicationContextRunner withHandler(ApplicationContextRunner runner, T handler) {
		return runner.withBean((Class<T>) handler.getClass(), () -> handler);
	}

	private CompletableFuture<Void> send(MessageSendEvent event) {
		CompletableFuture<Void> confirmation = this.sending.apply(event);
		this.sent.add(event);
		return confirmation;
	}

	static BatchOutcome deliver(ApplicationContext context, EventJson event) {
		return deliver(context, event, 30_000);
	}

	static BatchOutcome deliver(ApplicationContext context, EventJson event, long millis) {
		return context.getBean(KafkaEventSourceMapping.class).process(event.stream(), TestContext.endingIn(millis));
	}

	static EventJson orders(String... values) {
		EventJson event = EventJson.event();
		for (int offset = 0; offset < values.length; offset++) {
			event.record("orders", 0, offset).value(values[offset]).recordWith("timestamp", 1000);
		}
		return event;
	}

	static EventJson ordersFrom(long first, String... values) {
		EventJson event = EventJson.event();
		for (int i = 0; i < values.length; i++) {
			event.record("orders", 0, first + i).value(values[i]).recordWith("timestamp", 1000);
		}
		return event;
	}

	static List<String> offsets(BatchOutcome outcome) {
		return outcome.nacks().stream().map((nack) -> String.valueOf(nack.offset())).toList();
	}

	static String[] many(int number) {
		String[] values = new String[number];
		Arrays.setAll(values, (i) -> "order " + i);
		return values;
	}

}
