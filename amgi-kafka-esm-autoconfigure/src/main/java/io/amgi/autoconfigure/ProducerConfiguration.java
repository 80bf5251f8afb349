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

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.boot.kafka.autoconfigure.SslBundleSslEngineFactory;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.util.StringUtils;

import io.amgi.kafka.ProducerTimeouts;

/**
 * The configuration of AMGI's producers: that of Spring Boot's own producers, with
 * defaults for what it does not set.
 */
final class ProducerConfiguration {

	private static final Log logger = LogFactory.getLog(ProducerConfiguration.class);

	private ProducerConfiguration() {
	}

	static Map<String, Object> of(KafkaProperties kafkaProperties, KafkaConnectionDetails connectionDetails,
			AmgiProperties properties) {
		Map<String, Object> config = withConnection(kafkaProperties.buildProducerProperties(),
				connectionDetails.getProducer());
		// Belongs to the application's own producers.
		config.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
		Map<String, Object> complete = new HashMap<>(config);
		complete.putAll(ProducerTimeouts.missingFrom(config, properties.getOutbound().getSendTimeout()));
		return complete;
	}

	/**
	 * Leaves out what a producer reports to JMX and to brokers, unless the application
	 * asks for it. On Lambda, it would delay the first message, and nobody would read it.
	 * @param config the configuration
	 * @return the configuration without reports
	 */
	static Map<String, Object> withoutReports(Map<String, Object> config) {
		Map<String, Object> quiet = new HashMap<>(config);
		quiet.putIfAbsent(ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG, List.of());
		quiet.putIfAbsent(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
		return quiet;
	}

	/**
	 * Adds the security of a connection, as Spring Boot does.
	 * @param properties the properties of a client
	 * @param connection the connection
	 * @return all properties
	 */
	static Map<String, Object> withConnection(Map<String, Object> properties,
			KafkaConnectionDetails.Configuration connection) {
		Map<String, Object> config = new HashMap<>(properties);
		if (StringUtils.hasLength(connection.getSecurityProtocol())) {
			config.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, connection.getSecurityProtocol());
		}
		SslBundle sslBundle = connection.getSslBundle();
		if (sslBundle != null) {
			config.put(SslConfigs.SSL_ENGINE_FACTORY_CLASS_CONFIG, SslBundleSslEngineFactory.class);
			config.put(SslBundle.class.getName(), sslBundle);
		}
		return config;
	}

	/**
	 * Returns the configured brokers to send everything to.
	 * @param properties the properties
	 * @return the brokers, separated by commas, or {@code null} if none are set
	 */
	static @Nullable String servers(AmgiProperties properties) {
		List<String> servers = properties.getOutbound().getBootstrapServers();
		return servers.isEmpty() ? null : String.join(",", servers);
	}

	/**
	 * Warns if anyone who invokes the function can name the brokers that receive its
	 * credentials.
	 * @param config the configuration of producers
	 * @param properties the properties
	 */
	static void warnIfCredentialsAreForAnyone(Map<String, Object> config, AmgiProperties properties) {
		if (!properties.getConsumer().isEnabled() && hasCredentials(config) && servers(properties) == null
				&& properties.getAllowedEventSourceArns().isEmpty()
				&& properties.getOutbound().getAllowedBootstrapServers().isEmpty()) {
			logger.warn(
					"Credentials for Kafka go to any brokers that an event names: set 'spring.amgi.outbound.allowed-bootstrap-servers'");
		}
	}

	private static boolean hasCredentials(Map<String, Object> config) {
		String protocol = String.valueOf(config.get(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG));
		return protocol.startsWith("SASL") || Stream
			.of(SaslConfigs.SASL_JAAS_CONFIG, SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG,
					SslConfigs.SSL_KEYSTORE_KEY_CONFIG, SslConfigs.SSL_ENGINE_FACTORY_CLASS_CONFIG)
			.anyMatch(config::containsKey);
	}

}
