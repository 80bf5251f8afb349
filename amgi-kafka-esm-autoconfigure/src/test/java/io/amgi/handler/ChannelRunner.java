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

package io.amgi.handler;

import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import io.amgi.autoconfigure.AmgiAutoConfiguration;
import io.amgi.channel.AmgiChannel;
import io.amgi.esm.EventJson;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.esm.NackException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Runs applications that have channel components.
 */
final class ChannelRunner {

	static final EventJson ORDER = orders("{\"id\":\"a\",\"items\":2}");

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, AmgiAutoConfiguration.class))
		.withPropertyValues("spring.amgi.on-nack=error", "spring.amgi.processing.concurrency=1", "orders.topic=orders");

	ApplicationContextRunner context() {
		return this.contextRunner;
	}

	void assertStartFails(Class<?> handler, String problem) {
		this.contextRunner.withBean(handler).run((context) -> {
			assertThat(context).hasFailed();
			assertThat(context.getStartupFailure()).isInstanceOf(InvalidChannelMethodException.class)
				.hasMessageContaining(problem);
		});
	}

	void assertHandled(Class<? extends Handler> handler, EventJson event, Object expected) {
		this.contextRunner.withBean(handler).run((context) -> {
			handle(context, event);
			assertThat(context.getBean(handler).received).usingRecursiveFieldByFieldElementComparator()
				.containsExactly(expected);
		});
	}

	void assertNacked(Class<? extends Handler> handler, EventJson event, String reason) {
		this.contextRunner.withBean(handler)
			.run((context) -> assertThatExceptionOfType(NackException.class).isThrownBy(() -> handle(context, event))
				.satisfies((ex) -> assertThat(ex.getNacks()).singleElement().extracting("message").isEqualTo(reason)));
	}

	static void handle(ApplicationContext context, EventJson event) {
		context.getBean(KafkaEventSourceMapping.class).handle(event.stream(), null);
	}

	static EventJson orders(String value) {
		return EventJson.event().record("orders", 0, 1).value(value);
	}

	static EventJson tombstone() {
		return EventJson.event().record("orders", 0, 1).recordWith("value", null);
	}

	record Order(String id, int items) {

	}

	abstract static class Handler {

		final List<Object> received = new ArrayList<>();

	}

	static class RecordHandler extends Handler {

		@AmgiChannel("orders")
		void placed(Order order) {
			this.received.add(order);
		}

	}

}
