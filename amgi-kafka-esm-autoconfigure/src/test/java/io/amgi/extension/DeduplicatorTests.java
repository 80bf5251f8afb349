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

package io.amgi.extension;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import io.amgi.autoconfigure.AmgiAutoConfiguration;
import io.amgi.channel.AmgiChannel;
import io.amgi.esm.EventJson;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.server.BatchOutcome;

import static org.assertj.core.api.Assertions.assertThat;

class DeduplicatorTests {

	private final Deduplicator deduplicator = new Deduplicator("#order.id");

	private final Channels channels = new Channels();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AmgiAutoConfiguration.class, JacksonAutoConfiguration.class))
		.withPropertyValues("spring.amgi.lifespan.enabled=false")
		.withBean(Deduplicator.class, () -> this.deduplicator)
		.withBean(Channels.class, () -> this.channels);

	@Test
	void groupIsLookedUpAtOnceAndItsKnownRecordsAreSkipped() {
		this.contextRunner.run((context) -> {
			this.deduplicator.handled.add("ids:0:1");
			assertThat(process(context, records("ids", "\"a\"", "\"b\"", "\"c\"")).nacks()).isEmpty();
			assertThat(this.channels.received).containsExactly("a", "c");
			assertThat(this.deduplicator.lookups).singleElement().isEqualTo(List.of("ids:0:0", "ids:0:1", "ids:0:2"));
			assertThat(process(context, records("ids", "\"a\"", "\"b\"", "\"c\"", "\"d\"")).nacks()).isEmpty();
			assertThat(this.channels.received).containsExactly("a", "c", "d");
			assertThat(this.deduplicator.lookups).hasSize(2);
		});
	}

	@Test
	void batchHasNoKnownRecords() {
		this.contextRunner.run((context) -> {
			this.deduplicator.handled.add("batches:0:1");
			process(context, records("batches", "\"a\"", "\"b\"", "\"c\""));
			assertThat(this.channels.received).containsExactly(List.of("a", "c"));
			assertThat(this.deduplicator.lookups).hasSize(1);
			assertThat(this.deduplicator.handled).contains("batches:0:0", "batches:0:2");
		});
	}

	@Test
	void keyMayBeAnExpressionOverTheArguments() {
		this.contextRunner.withPropertyValues("spring.amgi.processing.after-failure=stop").run((context) -> {
			EventJson event = records("keys", "{\"id\":\"x\"}", "{\"id\":\"y\"}", "{\"id\":\"x\"}");
			assertThat(process(context, event).nacks()).isEmpty();
			assertThat(process(context, event).nacks()).isEmpty();
			assertThat(this.channels.received).containsExactly("x", "y");
		});
	}

	@Test
	void failedRecordIsHandledAgain() {
		this.contextRunner.run((context) -> {
			EventJson event = records("ids", "\"fail\"");
			assertThat(process(context, event).nacks()).hasSize(1);
			assertThat(process(context, event).nacks()).hasSize(1);
			assertThat(this.deduplicator.handled).isEmpty();
		});
	}

	private static EventJson records(String topic, String... values) {
		EventJson event = EventJson.event();
		for (int i = 0; i < values.length; i++) {
			event.record(topic, 0, i).value(values[i]);
		}
		return event;
	}

	private static BatchOutcome process(ApplicationContext context, EventJson event) {
		return context.getBean(KafkaEventSourceMapping.class).process(event.stream(), null);
	}

	static class Channels {

		private final List<Object> received = new ArrayList<>();

		@Deduplicated
		@AmgiChannel("ids")
		void one(String value) {
			if (value.equals("\"fail\"")) {
				throw new IllegalStateException("failed");
			}
			this.received.add(value.replace("\"", ""));
		}

		@Deduplicated
		@AmgiChannel(value = "batches", batch = true)
		void several(List<String> values) {
			this.received.add(values.stream().map((value) -> value.replace("\"", "")).toList());
		}

		@Deduplicated(byKey = true)
		@AmgiChannel("keys")
		void keyed(Order order) {
			this.received.add(order.id());
		}

	}

	record Order(String id) {

	}

}
