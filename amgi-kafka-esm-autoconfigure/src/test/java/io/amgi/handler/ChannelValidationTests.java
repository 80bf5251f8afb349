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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.Header;

import io.amgi.channel.AmgiChannel;
import io.amgi.esm.EventJson;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.kafka.KafkaKey;
import io.amgi.server.RecordNack;

import static org.assertj.core.api.Assertions.assertThat;

class ChannelValidationTests {

	private final ApplicationContextRunner runner = new ChannelRunner().context()
		.withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class));

	@BeforeEach
	void countFromZero() {
		PrototypeHandler.instances = 0;
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					repeated       | {}                         | {"h":"Secret"}     | parameter 'header' must match "[a-z]+"
					optional       | {}                         | {"h":"Secret"}     | parameter 'header' must match "[a-z]+"
					texts          | ["a",""]                   | {}                 | parameter 'names[1]' must not be blank
					elements       | [{"id":"a"},{"id":""}]     | {}                 | parameter 'orders[1]' id must not be blank
					array          | [{"id":"a"},{"id":""}]     | {}                 | parameter 'orders[1]' id must not be blank
					list           | [{"id":"a"},{"id":""}]     | {}                 | parameter 'orders[1]' id must not be blank
					map            | {"secret":{"id":""}}       | {}                 | parameter 'orders[*]' id must not be blank
					set            | [{"id":""}]                | {}                 | parameter 'orders' id must not be blank
					collection     | [{"id":""}]                | {}                 | parameter 'orders[0]' id must not be blank
					optional-order | {"id":""}                  | {}                 | parameter 'order' id must not be blank
					key            | {}                         | {}                 | parameter 'key[0]' must be greater than 0
					interface      | ["a",""]                   | {}                 | parameter 'names' size must be between 3 and 4
					""")
	void constraintsAreFoundWhereverTheyAre(String topic, String payload, String headers, String problem) {
		EventJson event = EventJson.event().record(topic, 0, 1).key("[-1]").value(payload);
		if (headers.contains("h")) {
			event.header("h", 'S', 'e', 'c', 'r', 'e', 't');
		}
		this.runner.withBean(Handler.class).run((context) -> {
			assertThat(nacks(context, event)).singleElement()
				.satisfies((nack) -> assertThat(nack.message()).startsWith("Couldn't resolve the arguments of ")
					.endsWith(": " + problem)
					.doesNotContainIgnoringCase("secret"));
			assertThat(context.getBean(Handler.class).received).isEmpty();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "secret", "se]cret", "4111", "sec].\\nret" })
	void keysOfMapsAreValues(String key) {
		EventJson event = EventJson.event()
			.record("prices", 0, 1)
			.value("{\"prices\":{\"%s\":{\"amounts\":[-1]}}}".formatted(key));
		this.runner.withBean(Handler.class)
			.run((context) -> assertThat(nacks(context, event)).singleElement()
				.satisfies((nack) -> assertThat(nack.message())
					.endsWith(": prices[*].amounts[0] must be greater than 0")));
	}

	@Test
	void validElementIsHandled() {
		EventJson event = EventJson.event().record("elements", 0, 1).value("[{\"id\":\"a\"}]");
		this.runner.withBean(Handler.class).run((context) -> {
			assertThat(nacks(context, event)).isEmpty();
			assertThat(context.getBean(Handler.class).received).containsExactly(new Order("a"));
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			batch.elements | {"id":"a"} | {"id":""} | id must not be blank
			batch.list     | {"id":"a"} | {"id":""} | id must not be blank
			batch.numbers  | 1          | -1        | must be greater than 0
			""")
	void elementOfABatchThatIsInvalidIsNackedAlone(String topic, String valid, String invalid, String problem) {
		this.runner.withBean(Handler.class).run((context) -> {
			assertThat(nacks(context, batch(topic, valid, invalid, valid))).singleElement().satisfies((nack) -> {
				assertThat(nack.offset()).isEqualTo(1);
				assertThat(nack.message()).startsWith("Couldn't resolve parameter 'elements' of ")
					.endsWith(": " + problem);
			});
			assertThat(context.getBean(Handler.class).received).hasSize(2);
		});
	}

	@Test
	void batchEndsBeforeAnInvalidElementWhereFailuresStopTheirGroup() {
		this.runner.withBean(Handler.class).withPropertyValues("spring.amgi.on-nack=report").run((context) -> {
			assertThat(nacks(context, batch("batch.numbers", "1", "-1", "2"))).hasSize(2);
			assertThat(context.getBean(Handler.class).received).containsExactly(1);
		});
	}

	@Test
	void constraintOnTheListOfABatchGoesForAllOfIt() {
		this.runner.withBean(Handler.class).run((context) -> {
			assertThat(nacks(context, batch("batch.sized.7", "1", "2", "3"))).extracting(RecordNack::message)
				.hasSize(3)
				.allSatisfy((message) -> assertThat(message)
					.endsWith("the arguments of ChannelValidationTests.Handler.sizedBatch(List, int): "
							+ "parameter 'elements' size must be between 0 and 2"));
			assertThat(nacks(context, batch("batch.sized.7", "1", "-2"))).extracting(RecordNack::offset)
				.containsExactly(1L);
			assertThat(context.getBean(Handler.class).received).containsExactly(1);
		});
	}

	@ParameterizedTest
	@CsvSource({ "prototype, 2", "prototype.batch, 1" })
	void prototypeBeanIsNotMadeForValidationAlone(String topic, int expected) {
		this.runner
			.withBean(PrototypeHandler.class, PrototypeHandler::new,
					(definition) -> definition.setScope(BeanDefinition.SCOPE_PROTOTYPE))
			.run((context) -> {
				assertThat(nacks(context, batch(topic, "1", "2"))).isEmpty();
				assertThat(PrototypeHandler.instances).isEqualTo(expected);
			});
	}

	private static EventJson batch(String topic, String... values) {
		EventJson event = EventJson.event();
		for (int i = 0; i < values.length; i++) {
			event.record(topic, 0, i).value(values[i]);
		}
		return event;
	}

	private static List<RecordNack> nacks(ApplicationContext context, EventJson event) {
		return context.getBean(KafkaEventSourceMapping.class).process(event.stream(), null).nacks();
	}

	record Order(@NotBlank String id) {

	}

	record Cart(Map<String, @Valid Price> prices) {

	}

	record Price(List<@Positive Integer> amounts) {

	}

	interface Names {

		void names(@Size(min = 3, max = 4) List<String> names);

	}

	static class Handler implements Names {

		final List<Object> received = new ArrayList<>();

		@AmgiChannel("repeated")
		void repeated(@Header("h") @Pattern(regexp = "[a-z]+") @Pattern(regexp = ".{3,}") String header) {
			this.received.add(header);
		}

		@AmgiChannel("optional")
		void optional(@Header("h") Optional<@Pattern(regexp = "[a-z]+") String> header) {
			this.received.add(header);
		}

		@AmgiChannel("texts")
		void texts(List<@NotBlank String> names) {
			this.received.addAll(names);
		}

		@AmgiChannel("elements")
		void elements(List<@Valid Order> orders) {
			this.received.addAll(orders);
		}

		@AmgiChannel("array")
		void array(@Valid Order[] orders) {
			this.received.addAll(List.of(orders));
		}

		@AmgiChannel("list")
		void list(@Valid List<Order> orders) {
			this.received.addAll(orders);
		}

		@AmgiChannel("map")
		void map(Map<String, @Valid Order> orders) {
			this.received.addAll(orders.values());
		}

		@AmgiChannel("set")
		void set(Set<@Valid Order> orders) {
			this.received.addAll(orders);
		}

		@AmgiChannel("collection")
		void collection(@Valid Collection<Order> orders) {
			this.received.addAll(orders);
		}

		@AmgiChannel("prices")
		void prices(@Valid Cart cart) {
			this.received.add(cart);
		}

		@AmgiChannel("optional-order")
		void optionalOrder(Optional<@Valid Order> order) {
			this.received.add(order);
		}

		@AmgiChannel("key")
		void key(@KafkaKey List<@Positive Integer> key) {
			this.received.addAll(key);
		}

		@Override
		@AmgiChannel("interface")
		public void names(List<String> names) {
			this.received.addAll(names);
		}

		@AmgiChannel(value = "batch.elements", batch = true)
		void elementBatch(List<@Valid Order> elements) {
			this.received.addAll(elements);
		}

		@AmgiChannel(value = "batch.list", batch = true)
		void listBatch(@Valid List<Order> elements) {
			this.received.addAll(elements);
		}

		@AmgiChannel(value = "batch.numbers", batch = true)
		void numberBatch(List<@Positive Integer> elements) {
			this.received.addAll(elements);
		}

		@AmgiChannel(value = "batch.sized.{number}", batch = true)
		void sizedBatch(@Size(max = 2) List<@Positive Integer> elements, @DestinationVariable @Positive int number) {
			this.received.addAll(elements);
		}

	}

	static class PrototypeHandler {

		static int instances;

		PrototypeHandler() {
			instances++;
		}

		@AmgiChannel("prototype")
		void prototype(@Positive int number) {
		}

		@AmgiChannel(value = "prototype.batch", batch = true)
		void batch(@Size(max = 9) List<@Positive Integer> elements) {
		}

	}

}
