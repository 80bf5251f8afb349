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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.task.TaskDecorator;
import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.messaging.handler.invocation.MethodArgumentResolutionException;

import io.amgi.lifespan.AmgiLifespan;
import io.amgi.protocol.MessageSend;
import io.amgi.server.BatchObserver;
import io.amgi.server.DeadLetterPublisher;
import io.amgi.server.MessageSendProvider;
import io.amgi.server.MessageServer;
import io.amgi.server.NonRetryableExceptions;
import io.amgi.server.ProcessingOptions;

/**
 * The server that runs the application over batches of records.
 */
@Configuration(proxyBeanMethods = false)
class MessageServerConfiguration {

	private static final String RENAMED = "spring.amgi.processing.on-failure";

	@Bean
	@ConditionalOnMissingBean
	MessageServer amgiMessageServer(WrappedApplication wrapped, ObjectProvider<MessageServerCustomizer> customizers) {
		MessageServer.Builder builder = MessageServer.builder(wrapped.application());
		customizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
		return builder.build();
	}

	@Bean
	MessageServerCustomizer amgiProcessingCustomizer(AmgiProperties properties, Environment environment,
			ObjectProvider<AmgiLifespan> lifespan, ApplicationEventPublisher publisher) {
		rejectRenamed(environment);
		return (builder) -> builder.state(state(lifespan))
			.processing(options(properties, environment))
			.nonRetryable(nonRetryable(properties.getProcessing()))
			.eventPublisher(publisher);
	}

	// Ignoring it would change the order of records silently.
	private static void rejectRenamed(Environment environment) {
		String value = environment.getProperty(RENAMED);
		if (value != null) {
			throw new InvalidConfigurationPropertyValueException(RENAMED, value,
					"The property was renamed: set 'spring.amgi.processing.after-failure' instead.");
		}
	}

	static Supplier<Map<String, Object>> state(ObjectProvider<AmgiLifespan> lifespan) {
		AmgiLifespan available = lifespan.getIfAvailable();
		return (available != null) ? available::getState : Map::of;
	}

	// Concurrent invocations must not end each other's JVM. Outside of Lambda, liveness
	// reports stuck handlers.
	static ProcessingOptions options(AmgiProperties properties, Environment environment) {
		AmgiProperties.Processing processing = properties.getProcessing();
		return new ProcessingOptions(processing.getOrdering(), processing.getConcurrency(),
				processing.getAfterFailure(), processing.getDeadlineMargin(),
				processing.isExitWhenStuck() && !properties.getConsumer().isEnabled()
						&& !properties.getRedrive().isActive()
						&& !environment.containsProperty("AWS_LAMBDA_MAX_CONCURRENCY"));
	}

	static NonRetryableExceptions nonRetryableExceptions(AmgiProperties.Processing properties) {
		return new NonRetryableExceptions(nonRetryable(properties));
	}

	private static List<Class<? extends Throwable>> nonRetryable(AmgiProperties.Processing properties) {
		List<Class<? extends Throwable>> types = new ArrayList<>(properties.getNonRetryableExceptions());
		types.add(MessageConversionException.class);
		types.add(MethodArgumentResolutionException.class);
		return types;
	}

	@Bean
	HandlerThreads amgiHandlerThreads(Environment environment, ObjectProvider<TaskDecorator> decorators) {
		return new HandlerThreads(environment, decorators);
	}

	@Bean
	MessageServerCustomizer amgiSendingCustomizer(ObjectProvider<MessageSend> messageSend,
			ObjectProvider<MessageSendProvider> messageSends) {
		return (builder) -> {
			messageSend.ifAvailable(builder::messageSend);
			messageSends.ifAvailable(builder::messageSends);
		};
	}

	@Bean
	MessageServerCustomizer amgiDeadLetterCustomizer(ObjectProvider<DeadLetterPublisher> publisher,
			AmgiProperties properties) {
		return (builder) -> publisher
			.ifAvailable((available) -> builder.deadLetters(available, properties.getDeadLetter().getOn()));
	}

	@Bean
	MessageServerCustomizer amgiObserverCustomizer(ObjectProvider<BatchObserver> observers) {
		return (builder) -> builder.observers(observers.orderedStream().toList());
	}

}
