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

import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.env.RandomValuePropertySource;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;

import io.amgi.autoconfigure.AmgiAutoConfiguration;
import io.amgi.autoconfigure.AmgiKafkaAutoConfiguration;
import io.amgi.channel.AmgiChannel;
import io.amgi.esm.EventJson;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.esm.NackException;
import io.amgi.sender.MessageSender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

class TransactionTests {

	private static final String INVOICES = TestBroker.newTopic();

	private static final String SHIPMENTS = TestBroker.newTopic();

	private static final String AUDIT = TestBroker.newTopic();

	@Test
	void injectedTemplateSendsAllOrNothingAndOursIsNotTransactional() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, KafkaAutoConfiguration.class,
					AmgiKafkaAutoConfiguration.class, AmgiAutoConfiguration.class))
			.withInitializer((context) -> RandomValuePropertySource.addToEnvironment(context.getEnvironment()))
			.withUserConfiguration(TransactionConfiguration.class)
			.withBean(Orders.class)
			.withPropertyValues("spring.amgi.on-nack=error", "spring.amgi.outbound.send-timeout=20s",
					"spring.kafka.producer.transaction-id-prefix=orders-${random.uuid}-")
			.run((context) -> assertThatExceptionOfType(NackException.class)
				.isThrownBy(() -> context.getBean(KafkaEventSourceMapping.class).handle(event().stream(), null))
				.satisfies((ex) -> assertThat(ex.getNacks()).extracting("offset", "message")
					.containsExactly(tuple(1L, "out of stock"))));
		assertThat(values(INVOICES, 2)).containsExactly("A-0", "A-2");
		assertThat(values(SHIPMENTS, 2)).containsExactly("A-0", "A-2");
		assertThat(values(AUDIT, 3)).containsExactly("A-0", "A-1", "A-2");
	}

	private static List<String> values(String topic, int count) {
		return TestBroker.consume(TestBroker.shared(), topic, count)
			.stream()
			.map((record) -> new String(record.value()))
			.toList();
	}

	private static EventJson event() {
		return EventJson.event()
			.with("bootstrapServers", TestBroker.shared())
			.record("orders", 0, 0)
			.value("A-0")
			.record("orders", 0, 1)
			.value("A-1")
			.record("orders", 0, 2)
			.value("A-2");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement(proxyTargetClass = true)
	static class TransactionConfiguration {

	}

	static class Orders {

		private final KafkaTemplate<String, String> template;

		Orders(KafkaTemplate<String, String> template) {
			this.template = template;
		}

		@Transactional
		@AmgiChannel("orders")
		void placed(String order, MessageSender sender) {
			sender.send(AUDIT, order);
			this.template.send(INVOICES, order);
			if (order.equals("A-1")) {
				throw new IllegalStateException("out of stock");
			}
			this.template.send(SHIPMENTS, order);
		}

	}

}
