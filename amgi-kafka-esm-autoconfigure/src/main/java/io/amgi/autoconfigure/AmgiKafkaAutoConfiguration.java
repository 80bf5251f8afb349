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

import java.util.Map;
import java.util.function.Supplier;

import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.util.function.SingletonSupplier;

import io.amgi.esm.InvocationHook;
import io.amgi.kafka.EventBootstrapServers;
import io.amgi.kafka.InjectedSends;
import io.amgi.kafka.KafkaMessageSendProvider;
import io.amgi.kafka.KafkaSettingNames;
import io.amgi.kafka.ProducerClasses;
import io.amgi.kafka.ProducerTimeouts;
import io.amgi.kafka.RefusedSends;
import io.amgi.lambda.PrimingStep;
import io.amgi.protocol.MessageSend;
import io.amgi.server.MessageSendProvider;

/**
 * Auto-configuration for sending to Kafka, both the application's messages and what it
 * sends with Spring Boot's own {@link KafkaTemplate}.
 */
@AutoConfiguration(before = AmgiAutoConfiguration.class,
		afterName = "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration")
@ConditionalOnClass({ KafkaTemplate.class, KafkaProperties.class })
@ConditionalOnBooleanProperty(name = "spring.amgi.enabled", matchIfMissing = true)
@ConditionalOnBean(KafkaConnectionDetails.class)
@EnableConfigurationProperties(AmgiProperties.class)
@ImportRuntimeHints(AmgiKafkaAutoConfiguration.Hints.class)
public final class AmgiKafkaAutoConfiguration {

	private static final KafkaSettingNames NAMES = new KafkaSettingNames("spring.amgi.outbound.bootstrap-servers",
			"spring.kafka.bootstrap-servers", "spring.kafka.security.protocol");

	@Bean
	@ConditionalOnMissingBean({ MessageSend.class, MessageSendProvider.class })
	KafkaMessageSendProvider amgiMessageSendProvider(KafkaProperties kafkaProperties,
			KafkaConnectionDetails connectionDetails, AmgiProperties properties,
			ObjectProvider<DefaultKafkaProducerFactoryCustomizer> customizers, ApplicationContext context) {
		Map<String, Object> config = ProducerConfiguration.of(kafkaProperties, connectionDetails, properties);
		ProducerConfiguration.warnIfCredentialsAreForAnyone(config, properties);
		boolean lambda = context.getEnvironment().containsProperty(AmgiEnvironmentPostProcessor.RUNTIME_API);
		return new KafkaMessageSendProvider(lambda ? ProducerConfiguration.withoutReports(config) : config,
				(factory) -> {
					factory.setApplicationContext(context);
					customizers.orderedStream()
						.filter((customizer) -> !(customizer instanceof InjectedProducerFactoryCustomizer))
						.forEach((customizer) -> customizer.customize(factory));
				}, ProducerConfiguration.servers(properties), NAMES);
	}

	@Bean
	EventBootstrapServers amgiEventBootstrapServers() {
		return new EventBootstrapServers(NAMES);
	}

	@Bean
	InjectedProducerFactoryCustomizer amgiInjectedProducerFactoryCustomizer(AmgiProperties properties,
			Environment environment, ObjectProvider<KafkaConnectionDetails> connectionDetails,
			EventBootstrapServers eventServers) {
		return new InjectedProducerFactoryCustomizer(properties, environment, connectionDetails, eventServers);
	}

	// The outermost hook, so that it also waits for messages of other hooks.
	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	InvocationHook amgiInjectedSendsHook(EventBootstrapServers eventServers, InjectedSends sends,
			KafkaProperties kafkaProperties, KafkaConnectionDetails connectionDetails, AmgiProperties properties) {
		// Only without Lambda.
		Supplier<Long> timeout = SingletonSupplier.of(() -> ProducerTimeouts
			.confirmationTimeout(ProducerConfiguration.of(kafkaProperties, connectionDetails, properties))
			.toMillis());
		return (event, context) -> {
			eventServers.update(event.bootstrapServers());
			return sends.open((context != null) ? context::getRemainingTimeInMillis : timeout::get);
		};
	}

	@Bean
	static InjectedSends amgiInjectedSends(RefusedSends refused) {
		return new InjectedSends(refused);
	}

	@Bean
	static RefusedSends amgiRefusedSends() {
		return new RefusedSends();
	}

	@Bean
	static ProducerClassesLoader amgiProducerClassesLoader(Environment environment) {
		return new ProducerClassesLoader(environment);
	}

	@Bean
	@Lazy
	@Order(3)
	PrimingStep amgiProducerPriming(KafkaProperties kafkaProperties, KafkaConnectionDetails connectionDetails,
			AmgiProperties properties, ObjectProvider<KafkaMessageSendProvider> provider) {
		return new PrimingStep("Loading the producer's classes", () -> {
			if (provider.getIfAvailable() != null) {
				ProducerClasses.load(ProducerConfiguration.of(kafkaProperties, connectionDetails, properties));
			}
		});
	}

	@Bean
	static InjectedSendsPostProcessor amgiInjectedSendsPostProcessor(ObjectProvider<InjectedSends> sends) {
		return new InjectedSendsPostProcessor(sends);
	}

	@Bean
	static LazyKafkaClients amgiLazyKafkaClients(Environment environment) {
		return new LazyKafkaClients(environment);
	}

	/**
	 * Hints for the proxies that count sends.
	 */
	static class Hints implements RuntimeHintsRegistrar {

		@Override
		public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
			hints.proxies().registerJdkProxy(Producer.class);
		}

	}

}
