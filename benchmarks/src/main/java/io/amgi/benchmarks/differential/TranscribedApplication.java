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

package io.amgi.benchmarks.differential;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import com.amazonaws.services.lambda.runtime.Context;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cloud.function.adapter.aws.AWSLambdaUtils;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

/**
 * An application that is invoked by its function bean, as Spring Cloud Function does.
 */
final class TranscribedApplication implements AutoCloseable {

	// Lambda's context, which always has a minute left. Not every build that is compared
	// has the test kit's context.
	private static final Context CONTEXT = (Context) Proxy.newProxyInstance(Context.class.getClassLoader(),
			new Class<?>[] { Context.class },
			(proxy, method, args) -> method.getName().equals("getRemainingTimeInMillis") ? 60_000 : null);

	private final ConfigurableApplicationContext context;

	private final Function<Message<InputStream>, byte[]> function;

	@SuppressWarnings("unchecked") // The bean of that name has this type
	private TranscribedApplication(ConfigurableApplicationContext context) {
		this.context = context;
		this.function = context.getBean("amgiKafkaEventSourceMapping", Function.class);
	}

	static TranscribedApplication start(Map<String, Object> properties) {
		return new TranscribedApplication(new SpringApplicationBuilder(Configuration.class)
			.properties("spring.main.web-application-type=none", "spring.main.banner-mode=off")
			.properties(properties)
			.run());
	}

	Facts facts() {
		return this.context.getBean(Facts.class);
	}

	/**
	 * Handles an event.
	 * @param event the event
	 * @return the response or the exception, one line for each line of its message
	 */
	List<String> invoke(RandomEvent event) {
		this.context.getBean(RecordingSend.class).confirmLate(event.confirmsLate());
		try {
			return List.of("response " + new String(this.function.apply(message(event)), StandardCharsets.UTF_8));
		}
		catch (RuntimeException | Error ex) {
			String text = "exception " + ex.getClass().getName() + ": " + ex.getMessage();
			return Stream.of(text.split("\n")).map(Text::line).toList();
		}
	}

	private static Message<InputStream> message(RandomEvent event) {
		MessageBuilder<InputStream> message = MessageBuilder.withPayload(new ByteArrayInputStream(event.json()));
		if (event.withContext()) {
			message.setHeader(AWSLambdaUtils.AWS_CONTEXT, CONTEXT);
		}
		return message.build();
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * The application's beans.
	 */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Configuration {

		@Bean
		Facts facts() {
			return new Facts();
		}

		@Bean
		Work work(Facts facts) {
			return new Work(facts);
		}

		@Bean
		RecordingSend recordingSend(Facts facts) {
			return new RecordingSend(facts);
		}

		@Bean
		SingleChannels singleChannels(Work work) {
			return new SingleChannels(work);
		}

		@Bean
		ReplyChannels replyChannels(Work work) {
			return new ReplyChannels(work);
		}

		@Bean
		@ConditionalOnProperty(name = "spring.amgi.processing.ordering", havingValue = "partition")
		BatchChannels batchChannels(Work work) {
			return new BatchChannels(work);
		}

	}

}
