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

import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaAdmin.NewTopics;
import org.springframework.kafka.listener.DefaultErrorHandler;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class KafkaClientsOnLambdaTests {

	// The environment post-processor does not run here.
	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AmgiAutoConfiguration.class, AmgiLambdaAutoConfiguration.class,
				KafkaAutoConfiguration.class))
		.withPropertyValues("spring.kafka.admin.auto-create=false", "spring.kafka.listener.auto-startup=false",
				"spring.amgi.lambda.shutdown-extension.enabled=false");

	private final ApplicationContextRunner onLambda = this.contextRunner
		.withPropertyValues("AWS_LAMBDA_RUNTIME_API=127.0.0.1:9001");

	@Test
	void beansThatDoNothingAreWarnedOfOnce(CapturedOutput output) {
		this.onLambda.withBean(NewTopic.class, () -> new NewTopic("orders", 1, (short) 1))
			.withBean(Listener.class)
			.run((context) -> assertThat(warnings(output)).containsExactly(
					"On Lambda, NewTopic beans create no topics (spring.kafka.admin.auto-create=false) and Kafka listeners do not poll (spring.kafka.listener.auto-startup=false)"));
	}

	@Test
	void childContextDoesNotRepeatTheWarning(CapturedOutput output) {
		this.onLambda.withBean(NewTopic.class, () -> new NewTopic("orders", 1, (short) 1)).run((context) -> {
			try (GenericApplicationContext child = new GenericApplicationContext(context)) {
				child.refresh();
			}
			assertThat(warnings(output)).hasSize(1);
		});
	}

	@Test
	void listenersThatPollAllTheSameAreWarnedOf(CapturedOutput output) {
		this.onLambda
			.withBean("kafkaListenerContainerFactory", ConcurrentKafkaListenerContainerFactory.class,
					KafkaClientsOnLambdaTests::polling)
			.withBean(Listener.class)
			.run((context) -> assertThat(warnings(output)).containsExactly(
					"On Lambda, Kafka listeners poll in addition to the event source mapping (their container factory has no spring.kafka.listener.auto-startup=false)"));
	}

	@Test
	void errorHandlersThatNobodyAsksAreWarnedOf(CapturedOutput output) {
		this.onLambda.withBean(DefaultErrorHandler.class)
			.run((context) -> assertThat(warnings(output)).containsExactly(
					"On Lambda, error handlers of Kafka listeners are not called (spring.amgi.on-nack decides)"));
	}

	@Test
	void errorHandlersOfListenersThatPollAreNotWarnedOf(CapturedOutput output) {
		this.onLambda
			.withBean("kafkaListenerContainerFactory", ConcurrentKafkaListenerContainerFactory.class,
					KafkaClientsOnLambdaTests::polling)
			.withBean(Listener.class)
			.withBean(DefaultErrorHandler.class)
			.run((context) -> assertThat(warnings(output)).noneMatch((line) -> line.contains("error handlers")));
	}

	@Test
	void deserializersThatNobodyAsksAreWarnedOf(CapturedOutput output) {
		this.onLambda
			.withPropertyValues(
					"spring.kafka.consumer.key-deserializer=org.apache.kafka.common.serialization.StringDeserializer",
					"spring.kafka.consumer.value-deserializer=org.apache.kafka.common.serialization.LongDeserializer")
			.run((context) -> assertThat(warnings(output)).containsExactly(
					"On Lambda, spring.kafka.consumer.value-deserializer is not used (the parameter's type decides)"));
	}

	@Test
	void topicsAreFoundInCollectionsToo(CapturedOutput output) {
		this.onLambda.withBean(NewTopics.class, () -> new NewTopics(new NewTopic("orders", 1, (short) 1)))
			.run((context) -> assertThat(warnings(output))
				.containsExactly("On Lambda, NewTopic beans create no topics (spring.kafka.admin.auto-create=false)"));
	}

	@Test
	void applicationWithoutSuchBeansIsNotWarned(CapturedOutput output) {
		this.onLambda.run((context) -> assertThat(warnings(output)).isEmpty());
	}

	@Test
	void applicationThatWantsThemIsNotWarned(CapturedOutput output) {
		this.onLambda
			.withPropertyValues("spring.kafka.admin.auto-create=true", "spring.kafka.admin.fail-fast=false",
					"spring.kafka.admin.operation-timeout=1ms", "spring.kafka.admin.properties.[request.timeout.ms]=1",
					"spring.kafka.admin.properties.[default.api.timeout.ms]=1")
			.withBean(NewTopic.class, () -> new NewTopic("orders", 1, (short) 1))
			.run((context) -> assertThat(warnings(output)).isEmpty());
	}

	@Test
	void nothingIsSaidElsewhere(CapturedOutput output) {
		this.contextRunner.withBean(NewTopic.class, () -> new NewTopic("orders", 1, (short) 1))
			.run((context) -> assertThat(warnings(output)).isEmpty());
	}

	@Test
	void isNotThereWithoutSpringKafka() {
		this.onLambda.withClassLoader(new FilteredClassLoader(KafkaAdmin.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(KafkaClientsOnLambda.class));
	}

	private static ConcurrentKafkaListenerContainerFactory<String, String> polling() {
		ConcurrentKafkaListenerContainerFactory<String, String> factory = new ConcurrentKafkaListenerContainerFactory<>();
		factory.setConsumerFactory(
				new DefaultKafkaConsumerFactory<>(Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1",
						ConsumerConfig.GROUP_ID_CONFIG, "orders"), new StringDeserializer(), new StringDeserializer()));
		return factory;
	}

	private static List<String> warnings(CapturedOutput output) {
		return output.getAll()
			.lines()
			.filter((line) -> line.contains("On Lambda, "))
			.map((line) -> line.substring(line.indexOf("On Lambda, ")))
			.toList();
	}

	static class Listener {

		@KafkaListener(topics = "orders")
		void received(String order) {
		}

	}

}
