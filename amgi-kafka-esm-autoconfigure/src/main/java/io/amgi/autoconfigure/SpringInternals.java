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

import java.util.Set;

import org.springframework.context.annotation.ConfigurationClassPostProcessor;
import org.springframework.core.Conventions;

/**
 * Internal names of Spring projects, which any version may change. Code that relies on a
 * missing name does nothing, so a test looks up each of them.
 */
final class SpringInternals {

	/**
	 * Prefix of the names of Spring Boot's classes for Kafka.
	 */
	static final String BOOT_KAFKA = "org.springframework.boot.kafka.autoconfigure.";

	/**
	 * The simple name of the class of connection details that come from properties.
	 */
	static final String BOOT_KAFKA_CONNECTION_DETAILS = "PropertiesKafkaConnectionDetails";

	/**
	 * The bean name of Spring Boot's Kafka template.
	 */
	static final String BOOT_KAFKA_TEMPLATE = "kafkaTemplate";

	/**
	 * The bean names of Spring Boot's Kafka template, consumers and listener containers.
	 * The configuration among them requests the template as soon as it is created.
	 */
	static final Set<String> BOOT_KAFKA_CLIENTS = Set.of(BOOT_KAFKA + "KafkaAnnotationDrivenConfiguration",
			BOOT_KAFKA_TEMPLATE, "kafkaProducerListener", "kafkaConsumerFactory", "kafkaListenerContainerFactory",
			"kafkaListenerContainerFactoryConfigurer");

	/**
	 * The class name of Spring Cloud Function's configuration for AWS.
	 */
	static final String FUNCTION_AWS_CONFIGURATION = "org.springframework.cloud.function.adapter.aws.AWSCompanionAutoConfiguration";

	/**
	 * The attribute of bean definitions that determines whether a configuration class is
	 * subclassed.
	 */
	static final String CONFIGURATION_CLASS = Conventions
		.getQualifiedAttributeName(ConfigurationClassPostProcessor.class, "configurationClass");

	/**
	 * The value of {@link #CONFIGURATION_CLASS} for one that is.
	 */
	static final String CONFIGURATION_CLASS_FULL = "full";

	/**
	 * The value of {@link #CONFIGURATION_CLASS} for one that is not.
	 */
	static final String CONFIGURATION_CLASS_LITE = "lite";

	private SpringInternals() {
	}

}
