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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;

import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

import io.amgi.autoconfigure.AmgiAutoConfiguration;
import io.amgi.autoconfigure.AmgiKafkaAutoConfiguration;
import io.amgi.channel.AmgiChannel;
import io.amgi.esm.EventJson;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.esm.NackException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(OutputCaptureExtension.class)
class InjectedTemplateTests {

	private final List<Future<?>> sent = new ArrayList<>();

	private final String topic = TestBroker.newTopic();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, KafkaAutoConfiguration.class,
				AmgiKafkaAutoConfiguration.class, AmgiAutoConfiguration.class))
		.withPropertyValues("spring.amgi.on-nack=error", "spring.amgi.outbound.send-timeout=5s");

	@Test
	void followsTheFirstEvent() {
		this.contextRunner.withBean(Handler.class, this::sending).run((context) -> {
			handle(context, TestBroker.shared());
			assertThat(TestBroker.consume(TestBroker.shared(), this.topic, 1)).hasSize(1);
		});
	}

	@Test
	void sendBeforeTheFirstEventSaysWhatToSetAndIsForgotten() {
		this.contextRunner.withBean(Handler.class, this::sending).run((context) -> {
			KafkaTemplate<String, String> template = template(context);
			assertThatExceptionOfType(Exception.class).isThrownBy(() -> template.send(this.topic, "early"))
				.withMessageContaining("'spring.amgi.outbound.bootstrap-servers'");
			handle(context, TestBroker.shared());
			assertThatCode(() -> template.send(this.topic, "late").get()).doesNotThrowAnyException();
		});
	}

	@Test
	void explicitServersWinOverTheEvent() {
		this.contextRunner.withPropertyValues("spring.kafka.bootstrap-servers=" + TestBroker.shared())
			.withBean(Handler.class, this::sending)
			.run((context) -> {
				assertThatCode(() -> template(context).send(this.topic, "early").get()).doesNotThrowAnyException();
				handle(context, "localhost:1");
			});
		assertThat(this.sent).allMatch(Future::isDone);
	}

	@Test
	void outboundServersWinOverExplicitOnes() {
		this.contextRunner
			.withPropertyValues("spring.kafka.bootstrap-servers=localhost:1",
					"spring.amgi.outbound.bootstrap-servers=" + TestBroker.shared())
			.withBean(Handler.class, this::sending)
			.run((context) -> handle(context, "localhost:2"));
		assertThat(TestBroker.consume(TestBroker.shared(), this.topic, 1)).hasSize(1);
	}

	@Test
	void secondClusterIsWarnedOfOnce(CapturedOutput output) {
		this.contextRunner.withBean(Handler.class, this::sending).run((context) -> {
			handle(context, TestBroker.shared());
			handle(context, "other:1");
			handle(context, "other:2");
		});
		assertThat(output.getAll().split("injected templates still send to", -1)).hasSize(2);
	}

	@Test
	void responseWaitsForWhatNobodyWaitsFor() {
		this.contextRunner.withPropertyValues("spring.kafka.producer.properties.linger.ms=500")
			.withBean(Handler.class, this::sending)
			.run((context) -> {
				handle(context, TestBroker.shared());
				assertThat(this.sent).hasSize(1).allMatch(Future::isDone);
			});
	}

	@Test
	void templateWithAFactoryOfItsOwnIsWaitedFor() {
		this.contextRunner.withBean(KafkaTemplate.class, InjectedTemplateTests::slowTemplate)
			.withBean(Handler.class, this::sending)
			.run((context) -> {
				handle(context, TestBroker.shared());
				assertThat(this.sent).hasSize(1).allMatch(Future::isDone);
			});
	}

	@Test
	void factoryThatTwoTemplatesShareIsTrackedOnce() {
		this.contextRunner.withBean("other", KafkaTemplate.class, InjectedTemplateTests::slowTemplate)
			.run((context) -> {
				ProducerFactory<?, ?> factory = context.getBean("other", KafkaTemplate.class).getProducerFactory();
				context.getBean(InjectedSends.class).track(factory);
				assertThat(factory.getPostProcessors()).hasSize(1);
			});
	}

	@Test
	void failureThatNobodyWaitsForFailsTheInvocation() {
		EmbeddedKafkaKraftBroker broker = TestBroker.start("invoices");
		this.contextRunner
			.withPropertyValues("spring.amgi.outbound.send-timeout=1s",
					"spring.kafka.producer.properties.linger.ms=3000")
			.withBean(Handler.class, () -> new Handler((context, template) -> {
				template.send("invoices", "1");
				broker.destroy();
			}))
			.run((context) -> assertThatExceptionOfType(UnconfirmedSendsException.class)
				.isThrownBy(() -> handle(context, broker.getBrokersAsString()))
				.withMessageContaining("not confirmed in time"));
	}

	@Test
	void failureThatTheHandlerSeesDoesNotCountBesideItsNack() {
		this.contextRunner.withPropertyValues("spring.amgi.outbound.send-timeout=1s")
			.withBean(Handler.class, () -> new Handler((context, template) -> {
				try {
					template.send("missing", "1");
				}
				catch (RuntimeException ex) {
					// The send was refused at once.
				}
			}))
			.run((context) -> assertThatCode(() -> handle(context, TestBroker.shared())).doesNotThrowAnyException());
	}

	@Test
	void unconfirmedSendThatTheHandlerPassesOnFailsTheInvocationUnderEachPolicy() {
		this.contextRunner.withPropertyValues("spring.amgi.on-nack=log", "spring.amgi.outbound.send-timeout=1s")
			.withBean(Handler.class, () -> new Handler((context, template) -> template.send("missing", "1")))
			.run((context) -> assertThatExceptionOfType(NackException.class)
				.isThrownBy(() -> handle(context, TestBroker.shared())));
	}

	private static KafkaTemplate<String, String> slowTemplate() {
		return new KafkaTemplate<>(
				new DefaultKafkaProducerFactory<>(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, TestBroker.shared(),
						ProducerConfig.LINGER_MS_CONFIG, 500), new StringSerializer(), new StringSerializer()));
	}

	private Handler sending() {
		return new Handler((context, template) -> this.sent.add(template.send(this.topic, "1")));
	}

	private static KafkaTemplate<String, String> template(ApplicationContext context) {
		return context.getBean(Handler.class).template;
	}

	private static void handle(ApplicationContext context, String servers) {
		context.getBean(Handler.class).context = context;
		context.getBean(KafkaEventSourceMapping.class)
			.handle(EventJson.event().with("bootstrapServers", servers).record("orders", 0, 0).value("1").stream(),
					null);
	}

	static class Handler {

		private final BiConsumer<ApplicationContext, KafkaTemplate<String, String>> sending;

		private ApplicationContext context;

		@Autowired
		private KafkaTemplate<String, String> template;

		Handler(BiConsumer<ApplicationContext, KafkaTemplate<String, String>> sending) {
			this.sending = sending;
		}

		@AmgiChannel("orders")
		void placed() {
			this.sending.accept(this.context, template(this.context));
		}

	}

}
