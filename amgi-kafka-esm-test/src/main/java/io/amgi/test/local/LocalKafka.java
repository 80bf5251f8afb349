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

package io.amgi.test.local;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.annotation.Configuration;

import io.amgi.test.mapping.EventSourceMappingListener;

/**
 * Runs an application on this machine as Lambda and a Kafka event source mapping would.
 * Add a main class with one line to the tests. It runs, for example with
 * {@code spring-boot:test-run}, until it is stopped.
 *
 * <pre class="code">
 * class LocalOrdersApplication {
 *
 *     public static void main(String[] args) {
 *         SpringApplication.from(OrdersApplication::main).with(LocalKafka.class).run(args);
 *     }
 *
 * }
 * </pre>
 *
 * <p>
 * The broker is an embedded one, unless there is a bean of type {@code
 * KafkaConnectionDetails}, such as Testcontainers' {@code @ServiceConnection} or
 * {@link #broker} makes. Brokers in the application's own properties are not used: the
 * mapping does not read from them, and the application does not send to them. The topics
 * are those of the application's channels, and are created if they do not exist. The
 * topics of a template such as {@code orders.{region}} are named by a
 * {@link LocalEventSourceMappingCustomizer}. The console shows what happens, unless there
 * are beans of type {@link EventSourceMappingListener}, which are then notified instead.
 * <p>
 * The mapping has AWS's default settings. Under {@code spring.amgi.on-nack=report} it
 * reads partial batch responses, as the mapping on AWS must, unless a customizer changes
 * the settings.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration(LocalKafkaAutoConfiguration.class)
public class LocalKafka {

	/**
	 * Describes a running broker on this machine. As a bean, the result replaces the
	 * embedded broker. The connection ignores the security settings in {@code
	 * spring.kafka.security.*}, which are for the brokers in production.
	 * @param bootstrapServers host and port each, separated by commas
	 * @return the details of the connection
	 */
	public static KafkaConnectionDetails broker(String bootstrapServers) {
		return LocalBrokerConnectionDetails.of(bootstrapServers);
	}

}
