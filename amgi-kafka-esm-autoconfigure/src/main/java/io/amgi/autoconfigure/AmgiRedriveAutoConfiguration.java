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

import java.io.Console;
import java.util.function.IntConsumer;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.kafka.core.ConsumerFactory;

import io.amgi.kafka.EventBootstrapServers;
import io.amgi.kafka.InjectedSends;
import io.amgi.lifespan.AmgiLifespan;
import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.MessageSend;
import io.amgi.redrive.DeadLetterRedrive;
import io.amgi.redrive.RedriveConsole;
import io.amgi.redrive.RedriveHandler;
import io.amgi.redrive.RedrivePublisher;
import io.amgi.redrive.RedriveSource;
import io.amgi.server.DeadLetterOn;
import io.amgi.server.DeadLetterPublisher;
import io.amgi.server.MessageSendProvider;
import io.amgi.server.MessageServer;

/**
 * Auto-configuration for a run that lets the application handle dead letters again and
 * then exits.
 */
@AutoConfiguration(
		after = { AmgiAutoConfiguration.class, AmgiKafkaAutoConfiguration.class, AmgiConsumerAutoConfiguration.class },
		afterName = "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration")
@Conditional(OnRedriveCondition.class)
@ConditionalOnBean(MessageServer.class)
public final class AmgiRedriveAutoConfiguration {

	@Bean
	InitializingBean amgiRedriveRequirements(Environment environment, ObjectProvider<DeadLetterRedrive> redrive) {
		return () -> {
			if (environment.containsProperty(AmgiEnvironmentPostProcessor.RUNTIME_API)) {
				throw new InvalidRedriveException("A redrive is configured on Lambda, where records come with events",
						"Remove 'spring.amgi.redrive' from what runs on Lambda, and start the application by its main method.");
			}
			if (redrive.stream().findAny().isEmpty()) {
				throw new InvalidRedriveException("Spring Boot's support of Kafka is missing or switched off",
						"Add 'org.springframework.boot:spring-boot-starter-kafka', and exclude no auto-configuration of it.");
			}
		};
	}

	/**
	 * The redrive.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ ConsumerFactory.class, KafkaProperties.class })
	@ConditionalOnBean({ ConsumerFactory.class, InjectedSends.class })
	static class RunConfiguration {

		// A bean, so that what it sends is observed, but not the application's publisher.
		@Bean(defaultCandidate = false)
		DeadLetterPublisher amgiRedrivePublisher() {
			return new RedrivePublisher();
		}

		// Comes last, so that it replaces any other publisher: failed records go back.
		@Bean
		@Order(Ordered.LOWEST_PRECEDENCE)
		MessageServerCustomizer amgiRedriveCustomizer(
				@Qualifier("amgiRedrivePublisher") DeadLetterPublisher publisher) {
			return (builder) -> builder.deadLetters(publisher, DeadLetterOn.ALL);
		}

		@Bean
		RedriveConfiguration amgiRedriveConfiguration(ConsumerFactory<?, ?> consumerFactory, AmgiProperties properties,
				Environment environment) {
			return new RedriveConfiguration(consumerFactory, properties, environment);
		}

		@Bean
		@ConditionalOnMissingBean
		RedriveConsole amgiRedriveConsole() {
			return new RedriveConsole(System.out, isTerminal());
		}

		// Only a terminal interprets colours. Newer JDKs have a console without one.
		private static boolean isTerminal() {
			Console console = System.console();
			if (console == null || System.getenv("NO_COLOR") != null) {
				return false;
			}
			try {
				return (boolean) Console.class.getMethod("isTerminal").invoke(console);
			}
			catch (ReflectiveOperationException ex) {
				return true;
			}
		}

		// The lifespan, if there is one, starts before the redrive.
		@Bean
		DeadLetterRedrive amgiDeadLetterRedrive(RedriveConfiguration configuration, MessageServer server,
				InjectedSends injectedSends, EventBootstrapServers templateServers,
				ObjectProvider<MessageSend> messageSend, ObjectProvider<MessageSendProvider> messageSends,
				AmgiApplication application, RedriveConsole console, @Nullable AmgiLifespan lifespan) {
			RedriveSource source = configuration.source();
			templateServers.update(source.bootstrapServers());
			return new DeadLetterRedrive(configuration::consumer, new RedriveHandler(server, injectedSends, source),
					RedriveConfiguration.sends(messageSend, messageSends), new OnFailureDocumentReader(), source,
					RedriveConfiguration.channels(application), configuration.options(), console);
		}

		@Bean
		RedriveRunner amgiRedriveRunner(DeadLetterRedrive redrive, RedriveConsole console, AmgiProperties properties,
				ApplicationContext context) {
			IntConsumer exit = (code) -> {
				SpringApplication.exit(context, () -> code);
				System.exit(code);
			};
			return new RedriveRunner(redrive, console, properties.getRedrive().isDryRun(), exit);
		}

	}

}
