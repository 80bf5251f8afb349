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

import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.Valid;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.core.MethodParameter;
import org.springframework.core.convert.ConversionService;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;
import org.springframework.messaging.support.GenericMessage;

import io.amgi.channel.AmgiChannel;
import io.amgi.esm.EventJson;
import io.amgi.esm.NackException;
import io.amgi.kafka.KafkaKey;
import io.amgi.lambda.InvokedFunction;
import io.amgi.protocol.MessageSend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Plants a secret in payload, key and header. Every place that sees them throws every
 * exception on the class path with what it has seen, and the secret must appear nowhere.
 */
@ExtendWith(OutputCaptureExtension.class)
class PlantedSecretsTests {

	private static final String SECRET = "s3cr3t";

	private static final List<String> TOPICS = List.of("converter", "key", "record", "record.key", "message", "batch",
			"resolver", "header", "headers", "constraint", "constrained", "constructor", "getter", "writer", "reply");

	private static Throwable failure = new IllegalStateException();

	@ParameterizedTest
	@ValueSource(strings = { "error", "report", "log" })
	void secretOfARecordIsNowhere(String onNack, CapturedOutput output) {
		List<Throwable> failures = FailingTypes.all(SECRET);
		assertThat(failures).hasSizeGreaterThan(250);
		try (InvokedFunction function = InvokedFunction.start(Application.class, "spring.amgi.on-nack=" + onNack,
				"spring.amgi.processing.after-failure=continue")) {
			// Only the response differs.
			int step = onNack.equals("error") ? 1 : 20;
			for (int i = 0; i < failures.size(); i += step) {
				failure = failures.get(i);
				assertSecret(function, onNack);
			}
		}
		assertThat(output.getAll().contains(SECRET)).isFalse();
		assertThat(output.getAll().contains(base64(SECRET))).isFalse();
	}

	private static void assertSecret(InvokedFunction function, String onNack) {
		String[] response = { "" };
		Throwable thrown = catchThrowable(() -> response[0] = function.invoke(event()));
		for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
			assertThat(cause.toString()).as("%s", failure.getClass()).doesNotContain(SECRET);
		}
		assertThat(response[0]).doesNotContain(SECRET);
		if (onNack.equals("error")) {
			assertThat(thrown).as("%s", failure.getClass()).isInstanceOf(NackException.class);
			assertThat(((NackException) thrown).getNacks()).as("%s", failure.getClass()).hasSize(TOPICS.size());
		}
	}

	@Test
	void exceptionOfAConverterKeepsTypeAndTraceInTheLog(CapturedOutput output) {
		failure = new IllegalArgumentException(SECRET, new IOException(SECRET));
		try (InvokedFunction function = InvokedFunction.start(Application.class, "spring.amgi.on-nack=error")) {
			catchThrowable(() -> function.invoke(EventJson.event().record("converter", 0, 1).value(SECRET)));
		}
		assertThat(output).contains("java.lang.IllegalArgumentException (its message may quote the record")
			.contains("java.io.IOException (its message")
			.contains("PlantedSecretsTests")
			.doesNotContain(SECRET);
	}

	private static EventJson event() {
		EventJson event = EventJson.event();
		TOPICS.forEach((topic) -> event.record(topic, 0, 1)
			.key(SECRET)
			.value(Stream.of("constraint", "constructor", "getter", "constrained").anyMatch(topic::equals)
					? "{\"text\":\"" + SECRET + "\"}" : SECRET)
			.header("name", SECRET.chars().toArray()));
		return event;
	}

	private static String base64(String text) {
		return Base64.getEncoder().encodeToString(text.getBytes());
	}

	// Also throws checked exceptions.
	@SuppressWarnings("unchecked")
	private static <T extends Throwable> RuntimeException fail() throws T {
		throw (T) failure;
	}

	private static RuntimeException thrown() {
		return PlantedSecretsTests.<RuntimeException>fail();
	}

	record Converted(String text) {

	}

	record Written(String text) {

	}

	record Resolved(String text) {

	}

	static final class Odd {

	}

	record Constrained(@Failing String text) {

	}

	record Constructed(String text) {

		Constructed {
			thrown();
		}

	}

	record Got(String text) {

		@JsonProperty
		String other() {
			throw thrown();
		}

	}

	@Constraint(validatedBy = Failing.Validation.class)
	@Retention(RetentionPolicy.RUNTIME)
	@interface Failing {

		String message() default "failing";

		Class<?>[] groups() default {};

		Class<? extends Payload>[] payload() default {};

		class Validation implements ConstraintValidator<Failing, String> {

			@Override
			public boolean isValid(String value, ConstraintValidatorContext context) {
				throw thrown();
			}

		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		MessageSend messageSend() {
			return (message) -> CompletableFuture.completedFuture(null);
		}

		@Bean
		ConversionService conversionService() {
			ApplicationConversionService service = new ApplicationConversionService();
			service.addConverter(String.class, Odd.class, (text) -> {
				throw thrown();
			});
			return service;
		}

		@Bean
		AmgiChannelConfigurer configurer() {
			return new Configurer();
		}

		@AmgiChannel("converter")
		void converter(Converted payload) {
		}

		@AmgiChannel("key")
		void key(@KafkaKey Converted key) {
		}

		@AmgiChannel("record")
		void consumerRecord(ConsumerRecord<String, Converted> record) {
		}

		@AmgiChannel("record.key")
		void consumerRecordKey(ConsumerRecord<Converted, String> record) {
		}

		@AmgiChannel("message")
		void message(Message<Converted> message) {
		}

		@AmgiChannel(value = "batch", batch = true)
		void batch(List<Converted> payloads) {
		}

		@AmgiChannel("resolver")
		void resolver(Resolved resolved) {
		}

		@AmgiChannel("header")
		void header(@Header("name") Odd header) {
		}

		@AmgiChannel("headers")
		void headers(@Header("name") List<Odd> headers) {
		}

		@AmgiChannel("constraint")
		void constraint(@Valid Constrained payload) {
		}

		@AmgiChannel("constrained")
		void constrained(@Failing @Header("name") String header) {
		}

		@AmgiChannel("constructor")
		void constructor(Constructed payload) {
		}

		@AmgiChannel("getter")
		@SendTo("replies")
		Got getter(String payload) {
			return new Got(payload);
		}

		@AmgiChannel("writer")
		@SendTo("replies")
		Written writer(String payload) {
			return new Written(payload);
		}

		@AmgiChannel("reply")
		@SendTo("replies")
		List<Message<Written>> reply(String payload) {
			return List.of(new GenericMessage<>(new Written(payload)));
		}

	}

	static class Configurer implements AmgiChannelConfigurer {

		@Override
		public void addMessageConverters(List<MessageConverter> converters) {
			converters.add(new MessageConverter() {

				@Override
				public Object fromMessage(Message<?> message, Class<?> targetClass) {
					if (targetClass == Converted.class) {
						throw thrown();
					}
					return null;
				}

				@Override
				public Message<?> toMessage(Object payload, MessageHeaders headers) {
					if (payload instanceof Written) {
						throw thrown();
					}
					return null;
				}

			});
		}

		@Override
		public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
			resolvers.add(new HandlerMethodArgumentResolver() {

				@Override
				public boolean supportsParameter(MethodParameter parameter) {
					return parameter.getParameterType() == Resolved.class;
				}

				@Override
				public Object resolveArgument(MethodParameter parameter, Message<?> message) {
					throw thrown();
				}

			});
		}

	}

}
