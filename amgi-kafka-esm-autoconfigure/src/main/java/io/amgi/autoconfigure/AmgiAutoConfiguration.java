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

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;

/**
 * Auto-configuration for an AMGI application behind a Kafka event source mapping.
 */
@AutoConfiguration(afterName = { "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration",
		"org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration" })
@ConditionalOnBooleanProperty(name = "spring.amgi.enabled", matchIfMissing = true)
@EnableConfigurationProperties(AmgiProperties.class)
@Import({ PayloadConfiguration.class, KafkaChannelConfiguration.class, AmgiApplicationConfiguration.class,
		ChannelValidationConfiguration.class, DeadLetterConfiguration.class, RetryConfiguration.class,
		MessageServerConfiguration.class, RedeliveryConfiguration.class, EventSourceMappingConfiguration.class })
public final class AmgiAutoConfiguration {

}
