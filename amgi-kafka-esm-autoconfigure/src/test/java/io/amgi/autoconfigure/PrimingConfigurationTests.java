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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.core.MethodParameter;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.messaging.converter.ByteArrayMessageConverter;
import org.springframework.messaging.converter.MessageConverter;

import io.amgi.channel.AmgiChannel;
import io.amgi.esm.EventJson;
import io.amgi.esm.InvocationHook;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.handler.AmgiChannelConfigurer;
import io.amgi.handler.ChannelCall;
import io.amgi.handler.ChannelInterceptor;
import io.amgi.handler.Interception;
import io.amgi.handler.PreparableConverter;
import io.amgi.lambda.AmgiPrimer;
import io.amgi.lambda.PrimingRecord;
import io.amgi.protocol.AmgiMiddleware;
import io.amgi.protocol.MessageScope;
import io.amgi.protocol.MessageSend;
import io.amgi.sender.MessageSender;
import io.amgi.sender.OutboundMessage;
import io.amgi.server.BatchObserver;
import io.amgi.server.BatchSummary;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests priming in a whole application. Only the tests of the time-out depend on it.
 */
@ExtendWith(OutputCaptureExtension.class)
class PrimingConfigurationTests {

	private static final List<String> events = new CopyOnWriteArrayList<>();

	private static final AtomicInteger built = new AtomicInteger();

	private static final String INCOMPLETE = "priming was not complete";

	@BeforeEach
	void forget() {
		events.clear();
		built.set(0);
	}

	@ParameterizedTest
	@CsvSource({ "provisioned-concurrency, auto, true", "snap-start, auto, true",
			"lambda-managed-instances, auto, true", "on-demand, auto, false", "on-demand, always, true",
			"snap-start, never, false" })
	void modeSaysWhichEnvironmentsArePrimed(String initializationType, String mode, boolean primed) {
		run(Primed.class, (context) -> {
		}, "AWS_LAMBDA_INITIALIZATION_TYPE=" + initializationType, "spring.amgi.lambda.priming.mode=" + mode);
		assertThat(events.contains("handled primed")).isEqualTo(primed);
	}

	@Test
	void nothingIsPrimedOutsideOfLambda() {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class, Primed.class)
			.web(WebApplicationType.NONE)
			.run("--spring.amgi.lambda.priming.mode=always")) {
			assertThat(context.isRunning()).isTrue();
		}
		assertThat(events).isEmpty();
	}

	@Test
	void noMethodInterceptorObserverOrHookIsCalledWithoutPrimers(CapturedOutput output) {
		prime(Watched.class);
		assertThat(events).isEmpty();
		assertThat(output).doesNotContain(INCOMPLETE).doesNotContain("ERROR").doesNotContain("Failed to process");
	}

	@Test
	void watchersAreToldOfRealRecords() {
		run(Watched.class, (context) -> context.getBean(KafkaEventSourceMapping.class)
			.handle(EventJson.event().record("texts", 0, 1).value("real").stream(), null));
		assertThat(events).contains("handled real", "hook", "middleware", "intercepted", "observed", "summary");
	}

	@Test
	void recordsOfPrimersAreHandledAndNobodyElseIsToldOfThem(CapturedOutput output) {
		prime(Watched.class, Primed.class);
		assertThat(events).containsExactly("handled primed", "sending to invoices", "handled last");
		assertThat(output).doesNotContain(INCOMPLETE).doesNotContain("ERROR");
	}

	@Test
	void messagesOfPrimedRecordsAreConfirmedAndThrownAway() {
		prime(Primed.class, Sending.class);
		assertThat(events).contains("handled primed").doesNotContain("sent");
	}

	@Test
	void recordThatFailsIsOneLine(CapturedOutput output) {
		prime(Failing.class);
		assertThat(output).containsOnlyOnce(INCOMPLETE)
			.contains("Handling the records of AmgiPrimer beans failed with 1 of 1 records")
			.doesNotContain("ERROR")
			.doesNotContain("WARN")
			.doesNotContain("at io.amgi");
	}

	@Test
	void primerThatThrowsIsOneLine(CapturedOutput output) {
		prime(Throwing.class);
		assertThat(output).containsOnlyOnce(INCOMPLETE)
			.contains("Handling the records of AmgiPrimer beans failed with java.lang.AssertionError");
	}

	@Test
	void primerThatHangsHoldsNothingUp(CapturedOutput output) {
		run(Hanging.class, (context) -> {
			context.getBean(KafkaEventSourceMapping.class)
				.handle(EventJson.event().record("texts", 0, 1).value("real").stream(), null);
			assertThat(events).contains("handled real");
		}, "spring.amgi.lambda.priming.timeout=6s");
		Hanging.end.countDown();
		assertThat(output).containsOnlyOnce(INCOMPLETE)
			.contains("Handling the records of AmgiPrimer beans did not end within 6000 ms");
	}

	@Test
	void typesOfChannelsAreNotBuilt(CapturedOutput output) {
		prime(Hostile.class);
		assertThat(built).hasValue(0);
		assertThat(output).doesNotContain(INCOMPLETE);
	}

	@Test
	void typeThatCannotBeReadLeavesTheOthersAlone(CapturedOutput output) {
		prime(Unreadable.class, Primed.class);
		assertThat(output).doesNotContain("WARN").doesNotContain("ERROR");
		assertThat(events).contains("handled primed");
	}

	@Test
	void converterThatFailsLeavesTheOthersAlone(CapturedOutput output) {
		prime(Unprepared.class, Primed.class);
		assertThat(output).containsOnlyOnce(INCOMPLETE)
			.contains("Looking at the payloads of channels failed with java.lang.IllegalStateException");
		assertThat(events).contains("preparing", "handled primed");
	}

	@ParameterizedTest
	@ValueSource(classes = { Boots.class, OwnTemplate.class })
	void injectedTemplateFailsForPrimedRecords(Class<?> templates, CapturedOutput output) {
		prime(Templates.class, TemplatesPrimer.class, templates);
		assertThat(events)
			.containsExactly("refused Nothing is sent on a KafkaTemplate or producer while records are primed: "
					+ "messages of a MessageSender are thrown away instead");
		assertThat(output).doesNotContain(INCOMPLETE).doesNotContain("ProducerConfig values");
	}

	@Test
	void injectedTemplateSendsWhileNoPrimerRuns(CapturedOutput output) {
		prime(SendingConverter.class, ReachedTemplate.class);
		assertThat(events).containsExactly("producer");
		assertThat(output).doesNotContain(INCOMPLETE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "log", "error", "report" })
	void deadLettersAreNeitherSentNorLogged(String onNack, CapturedOutput output) {
		run(Sending.class, (context) -> {
		}, "spring.amgi.dead-letter.enabled=true", "spring.amgi.on-nack=" + onNack);
		assertThat(events).isEmpty();
		assertThat(output).doesNotContain(INCOMPLETE).doesNotContain("ERROR").doesNotContain("Failed to process");
	}

	private static void prime(Class<?>... applications) {
		run(applications, (context) -> {
		});
	}

	private static void run(Class<?> application, Consumer<ConfigurableApplicationContext> test, String... properties) {
		run(new Class<?>[] { application }, test, properties);
	}

	private static void run(Class<?>[] applications, Consumer<ConfigurableApplicationContext> test,
			String... properties) {
		String[] arguments = Stream.of(properties).map((property) -> "--" + property).toArray(String[]::new);
		try (ConfigurableApplicationContext context = application(applications).run(arguments)) {
			test.accept(context);
		}
	}

	private static SpringApplicationBuilder application(Class<?>... sources) {
		Class<?>[] all = Stream.concat(Stream.of(Application.class), Stream.of(sources)).toArray(Class<?>[]::new);
		return new SpringApplicationBuilder(all).web(WebApplicationType.NONE)
			.properties("AWS_LAMBDA_RUNTIME_API=127.0.0.1:1", "AWS_LAMBDA_INITIALIZATION_TYPE=snap-start",
					"spring.amgi.lambda.priming.timeout=60s", "spring.amgi.lambda.shutdown-extension.enabled=false");
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Texts texts() {
			return new Texts();
		}

	}

	static class Texts {

		@AmgiChannel("texts")
		void handle(String text, MessageSender sender) throws Exception {
			events.add("handled " + text);
			if (text.equals("primed")) {
				sender.send(OutboundMessage.to("invoices").payload("invoice")).get();
				events.add("sending to invoices");
			}
		}

	}

	static class Primed {

		@Bean
		AmgiPrimer primer() {
			return () -> List.of(PrimingRecord.of("texts").key("k").header("h", "v").payload("primed"),
					PrimingRecord.of("texts").payload("last"));
		}

	}

	static class Sending {

		@Bean
		MessageSend messageSend() {
			return (event) -> {
				events.add("sent");
				throw new IllegalStateException("Nothing may be sent");
			};
		}

	}

	static class Watched {

		@Bean
		InvocationHook hook() {
			return (event, context) -> {
				events.add("hook");
				return null;
			};
		}

		@Bean
		AmgiMiddleware middleware() {
			return (application) -> (scope, receive, send) -> {
				if (scope instanceof MessageScope) {
					events.add("middleware");
				}
				application.call(scope, receive, send);
			};
		}

		@Bean
		ChannelInterceptor interceptor() {
			return new ChannelInterceptor() {

				@Override
				public Interception open(ChannelCall call) {
					events.add("intercepted");
					return new Interception() {
					};
				}

			};
		}

		@Bean
		BatchObserver observer() {
			return (batch) -> {
				events.add("observed");
				return null;
			};
		}

		@Bean
		SummaryListener listener() {
			return new SummaryListener();
		}

	}

	static class SummaryListener implements ApplicationListener<PayloadApplicationEvent<BatchSummary>> {

		@Override
		public void onApplicationEvent(PayloadApplicationEvent<BatchSummary> event) {
			events.add("summary");
		}

	}

	static class Failing {

		@Bean
		AmgiPrimer primer() {
			return () -> List.of(PrimingRecord.of("throwing").payload("secret"));
		}

		@AmgiChannel("throwing")
		void handle(String text) {
			throw new IllegalStateException("no");
		}

	}

	static class Throwing {

		@Bean
		AmgiPrimer primer() {
			return () -> {
				throw new AssertionError("secret");
			};
		}

	}

	static class Hanging {

		static final CountDownLatch end = new CountDownLatch(1);

		@Bean
		AmgiPrimer primer() {
			return () -> {
				boolean ended = false;
				while (!ended) {
					try {
						end.await();
						ended = true;
					}
					catch (InterruptedException ex) {
						// Ignores the interrupt on purpose.
					}
				}
				return List.of();
			};
		}

	}

	static class Hostile {

		@AmgiChannel("records")
		void handle(CountedRecord payload) {
		}

		@AmgiChannel("beans")
		void handle(CountedBean payload) {
		}

		@AmgiChannel(value = "batches", batch = true)
		void handle(List<CountedBean> payloads) {
		}

	}

	static class Unreadable {

		@AmgiChannel("unreadable")
		void handle(Ambiguous payload) {
		}

	}

	static class Unprepared {

		@Bean
		AmgiChannelConfigurer configurer() {
			return new AmgiChannelConfigurer() {

				@Override
				public void addMessageConverters(List<MessageConverter> converters) {
					converters.add(new UnpreparedConverter());
				}

			};
		}

	}

	static class UnpreparedConverter extends ByteArrayMessageConverter implements PreparableConverter {

		@Override
		public boolean prepare(MethodParameter parameter) {
			events.add("preparing");
			throw new NoClassDefFoundError("Missing");
		}

	}

	static class SendingConverter {

		@Bean
		AmgiChannelConfigurer configurer(KafkaTemplate<String, String> template) {
			return new AmgiChannelConfigurer() {

				@Override
				public void addMessageConverters(List<MessageConverter> converters) {
					converters.add(new PreparedConverter(() -> template.send("topic", "text")));
				}

			};
		}

	}

	static class PreparedConverter extends ByteArrayMessageConverter implements PreparableConverter {

		private final Runnable preparation;

		PreparedConverter(Runnable preparation) {
			this.preparation = preparation;
		}

		@Override
		public boolean prepare(MethodParameter parameter) {
			try {
				this.preparation.run();
			}
			catch (UnsupportedOperationException ex) {
				// There is no broker.
			}
			return false;
		}

	}

	static class ReachedTemplate {

		@Bean
		KafkaTemplate<String, String> reachedTemplate() {
			DefaultKafkaProducerFactory<String, String> factory = new DefaultKafkaProducerFactory<>(
					Map.of("bootstrap.servers", "127.0.0.1:1"), () -> {
						events.add("producer");
						throw new UnsupportedOperationException();
					}, StringSerializer::new);
			return new KafkaTemplate<>(factory);
		}

	}

	static class Ambiguous {

		@JsonProperty("same")
		int one;

		@JsonProperty("same")
		String other = "";

	}

	record CountedRecord(String id, CountedBean bean) {

		CountedRecord {
			built.incrementAndGet();
		}

	}

	static class CountedBean {

		static {
			built.incrementAndGet();
		}

		CountedBean() {
			built.incrementAndGet();
		}

		@JsonProperty
		void setId(String id) {
			built.incrementAndGet();
		}

	}

	static class Templates {

		private final KafkaTemplate<String, String> template;

		Templates(KafkaTemplate<String, String> template) {
			this.template = template;
		}

		@AmgiChannel("templates")
		void handle(String text) {
			try {
				this.template.send("topic", text);
			}
			catch (IllegalStateException ex) {
				events.add("refused " + ex.getMessage());
			}
		}

	}

	static class TemplatesPrimer {

		@Bean
		AmgiPrimer primer() {
			return () -> List.of(PrimingRecord.of("templates").payload("a"));
		}

	}

	static class Boots {

	}

	static class OwnTemplate {

		@Bean
		KafkaTemplate<String, String> ownTemplate() {
			return new KafkaTemplate<>(new DefaultKafkaProducerFactory<>(Map.of("bootstrap.servers", "127.0.0.1:1"),
					new StringSerializer(), new StringSerializer()));
		}

	}

}
