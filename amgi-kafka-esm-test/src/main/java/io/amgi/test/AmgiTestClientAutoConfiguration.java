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

package io.amgi.test;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import tools.jackson.databind.json.JsonMapper;

import io.amgi.autoconfigure.AmgiAutoConfiguration;
import io.amgi.autoconfigure.AmgiKafkaAutoConfiguration;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.lambda.LambdaChannelConfigurer;
import io.amgi.protocol.MessageSend;

/**
 * Auto-configuration of the {@link AmgiTestClient}.
 */
@AutoConfiguration(before = { AmgiKafkaAutoConfiguration.class, AmgiAutoConfiguration.class })
public final class AmgiTestClientAutoConfiguration {

	// In a test, stuck handlers would end the test's own JVM.
	private static final Map<String, Object> DEFAULTS = Map.of("spring.amgi.processing.exit-when-stuck", "false");

	// In a test, events come from no cluster, and nothing is sent to one.
	private static final Map<String, Object> OVERRIDES = Map.of("spring.amgi.outbound.allowed-bootstrap-servers", "",
			"spring.amgi.allowed-event-source-arns", "");

	@Bean
	static BeanFactoryPostProcessor amgiTestClientProperties(ConfigurableEnvironment environment) {
		return (beanFactory) -> {
			MutablePropertySources sources = environment.getPropertySources();
			sources.addFirst(new MapPropertySource("amgiTestClientOverrides", OVERRIDES));
			sources.addLast(new MapPropertySource("amgiTestClientDefaults", DEFAULTS));
		};
	}

	// Primary, so that messages do not leave the test even if the application has its
	// own.
	@Bean
	@Primary
	TestSends amgiTestSends() {
		return new TestSends();
	}

	// Receives messages that the application sends itself.
	@Bean
	@Primary
	MessageSend amgiTestMessageSend() {
		return (event) -> CompletableFuture.completedFuture(null);
	}

	@Bean
	TestDuplicates amgiTestDuplicates() {
		return new TestDuplicates();
	}

	@Bean
	AmgiTestClient amgiTestClient(KafkaEventSourceMapping mapping, TestSends sends, TestDuplicates duplicates,
			ObjectProvider<JsonMapper> jsonMapper) {
		return new AmgiTestClient(mapping, sends, duplicates, jsonMapper.getIfAvailable(JsonMapper::shared));
	}

	// Needed for channel tests, which do not load the other Lambda types.
	@Bean
	@ConditionalOnMissingBean
	LambdaChannelConfigurer amgiLambdaChannelConfigurer() {
		return new LambdaChannelConfigurer();
	}

}
