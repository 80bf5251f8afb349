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

package io.amgi.lambda;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import com.amazonaws.services.lambda.runtime.Context;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;

import io.amgi.channel.AmgiChannel;
import io.amgi.esm.EventJson;
import io.amgi.esm.NackException;
import io.amgi.server.RecordNack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(OutputCaptureExtension.class)
class FunctionInvokerTests {

	private static final List<String> received = new CopyOnWriteArrayList<>();

	private final List<InvokedFunction> functions = new ArrayList<>();

	@BeforeEach
	void clear() {
		received.clear();
	}

	@AfterEach
	void close() {
		this.functions.forEach(InvokedFunction::close);
	}

	@Test
	void realEventsAreHandled() throws Exception {
		InvokedFunction function = start(Application.class);
		assertThat(function.invoke(resource("msk.json"))).isEqualTo("{\"batchItemFailures\":[]}");
		assertThat(function.invoke(resource("self-managed.json"))).isEqualTo("{\"batchItemFailures\":[]}");
		assertThat(received).containsExactly("Hello from Kafka !!", "{\"key\":\"value\"}");
	}

	@Test
	void rightRecordsAreAckedAndRightOnesNacked() {
		EventJson event = EventJson.event()
			.record("mytopic", 0, 1)
			.value("first")
			.header("name", -61, -85)
			.record("mytopic", 0, 2)
			.recordWith("value", null)
			.record("mytopic", 0, 3)
			.recordWithout("value")
			.record("mytopic", 0, 4)
			.recordWith("value", "not base64")
			.record("orders", 0, 1)
			.value("{\"id\":\"a\",\"items\":2}")
			.record("orders", 1, 1)
			.value("{\"id\":\"b\",\"items\":\"many\"}")
			.record("orders", 1, 2)
			.value("{\"id\":\"c\",\"items\":0}")
			.record("payments", 0, 1)
			.value("5");
		InvokedFunction function = start(Application.class);
		assertThatExceptionOfType(NackException.class).isThrownBy(() -> function.invoke(event))
			.withMessage(
					"""
							Failed to process record topic=mytopic, partition=0, offset=4, message=Couldn't decode record: expected 'value' to be base64
							Failed to process record topic=orders, partition=1, offset=1, message=Couldn't resolve parameter 'order' of FunctionInvokerTests.Application.placed(FunctionInvokerTests.Order): expected int at $.items but found a string
							Failed to process record topic=orders, partition=1, offset=2, message=an order needs an item
							Failed to process record topic=payments, partition=0, offset=1, message=Couldn't resolve address: payments""")
			.satisfies((ex) -> assertThat(ex.getNacks()).hasSize(4).extracting(RecordNack::offset).contains(4L));
		assertThat(received).containsExactlyInAnyOrder("first", "null", "null", "Order[id=a, items=2]");
	}

	@Test
	void responseDoesNotMeetTheApplicationsJsonSettings() throws Exception {
		InvokedFunction function = start(Application.class, "spring.jackson.property-naming-strategy=SNAKE_CASE",
				"spring.jackson.default-property-inclusion=non_empty");
		assertThat(function.invoke(resource("msk.json"))).isEqualTo("{\"batchItemFailures\":[]}");
	}

	@Test
	void functionIsFoundBesideOthers() throws Exception {
		assertThat(start(ApplicationWithFunctions.class).invoke(resource("msk.json")))
			.isEqualTo("{\"batchItemFailures\":[]}");
	}

	@Test
	void definitionThatDoesNotNameTheFunctionIsWarnedOf(CapturedOutput output) {
		start(ApplicationWithFunctions.class, "spring.cloud.function.definition=upperCase");
		assertThat(output).contains(
				"spring.cloud.function.definition=upperCase does not name 'amgiKafkaEventSourceMapping': where there is such a function, Kafka events go there and are not handled");
	}

	@Test
	void routedEventsAreHandled(CapturedOutput output) throws Exception {
		InvokedFunction function = start(ApplicationWithFunctions.class,
				"spring.cloud.function.definition=functionRouter",
				"spring.cloud.function.routing-expression='amgiKafkaEventSourceMapping'");
		assertThat(function.invoke(resource("msk.json"))).isEqualTo("{\"batchItemFailures\":[]}");
		assertThat(received).containsExactly("Hello from Kafka !!");
		assertThat(output).doesNotContain("does not name").contains("functionRouter takes every event apart");
	}

	@Test
	void routedInvocationHasItsContext() {
		InvokedFunction function = start(Application.class, "spring.cloud.function.definition=functionRouter",
				"spring.cloud.function.routing-expression='amgiKafkaEventSourceMapping'");
		function.invoke(EventJson.event().record("contexts", 0, 1).value("a"));
		assertThat(received).containsExactly("true");
	}

	@ParameterizedTest
	@ValueSource(strings = { "same|amgiKafkaEventSourceMapping", "same,amgiKafkaEventSourceMapping",
			"amgiKafkaEventSourceMapping|same" })
	void eventsGoThroughWhatTheFunctionIsComposedWith(String definition, CapturedOutput output) {
		InvokedFunction function = start(ApplicationWithFunctions.class,
				"spring.cloud.function.definition=" + definition);
		assertThat(function.invoke(EventJson.event().record("mytopic", 0, 1).value("ë")))
			.isEqualTo("{\"batchItemFailures\":[]}");
		assertThat(received).containsExactly("ë");
		assertThat(output).contains("WARN").contains("the response, which Lambda reads, to what is behind it");
	}

	@ParameterizedTest
	@ValueSource(strings = { "upperCase;amgiKafkaEventSourceMapping", "amgiKafkaEventSourceMapping;upperCase" })
	void severalFunctionsFailTheStartUpOnLambda(String definition) {
		assertThatExceptionOfType(BeanCreationException.class)
			.isThrownBy(() -> start(ApplicationWithFunctions.class, "spring.cloud.function.definition=" + definition,
					"AWS_LAMBDA_RUNTIME_API=127.0.0.1:1"))
			.havingRootCause()
			.isInstanceOf(InvalidConfigurationPropertyValueException.class)
			.withMessageContaining("Name one, such as 'amgiKafkaEventSourceMapping'");
	}

	@Test
	void severalFunctionsAreWarnedOfElsewhere(CapturedOutput output) {
		start(ApplicationWithFunctions.class, "spring.cloud.function.definition=upperCase;amgiKafkaEventSourceMapping");
		assertThat(output).contains("WARN").contains("Name one, such as 'amgiKafkaEventSourceMapping'");
	}

	@Test
	void definitionThatIsNotOverriddenIsNotWarnedOf(CapturedOutput output) {
		start(ApplicationWithFunctions.class);
		assertThat(output).doesNotContain("does not name");
	}

	private InvokedFunction start(Class<?> application, String... properties) {
		List<String> all = new ArrayList<>(List.of(properties));
		all.addAll(List.of("spring.amgi.on-nack=error", "spring.amgi.processing.concurrency=1"));
		InvokedFunction function = InvokedFunction.start(application, all.toArray(String[]::new));
		this.functions.add(function);
		return function;
	}

	private static InputStream resource(String name) throws IOException {
		try (InputStream resource = FunctionInvokerTests.class.getResourceAsStream("/events/" + name)) {
			return new ByteArrayInputStream(resource.readAllBytes());
		}
	}

	record Order(String id, int items) {

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@AmgiChannel("mytopic")
		void received(@Nullable String text) {
			received.add(String.valueOf(text));
		}

		@AmgiChannel("contexts")
		void timed(String text, Context context) {
			received.add(String.valueOf(context.getRemainingTimeInMillis() > 0));
		}

		@AmgiChannel("orders")
		void placed(Order order) {
			if (order.items() == 0) {
				throw new IllegalArgumentException("an order needs an item");
			}
			received.add(order.toString());
		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class ApplicationWithFunctions extends Application {

		@Bean
		Function<String, String> upperCase() {
			return String::toUpperCase;
		}

		@Bean
		UnaryOperator<String> same() {
			return UnaryOperator.identity();
		}

		@Bean
		UnaryOperator<String> lowerCase() {
			return String::toLowerCase;
		}

	}

}
