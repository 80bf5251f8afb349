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

import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.CommonClientConfigs;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Details of the connection to a local broker, whatever the application has configured
 * for its real ones.
 *
 * @param getBootstrapServers the brokers
 * @param getSecurityProtocol the protocol, under Kafka's name
 */
record LocalBrokerConnectionDetails(List<String> getBootstrapServers,
		String getSecurityProtocol) implements KafkaConnectionDetails {

	private static final String PLAINTEXT = "PLAINTEXT";

	static LocalBrokerConnectionDetails of(String bootstrapServers) {
		return ofMapping(bootstrapServers, Map.of());
	}

	/**
	 * Returns the brokers that a mapping reads from.
	 * @param bootstrapServers host and port each, separated by commas
	 * @param kafkaProperties the properties that the mapping connects with
	 * @return the brokers
	 */
	static LocalBrokerConnectionDetails ofMapping(String bootstrapServers, Map<String, Object> kafkaProperties) {
		Object protocol = kafkaProperties.get(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG);
		return new LocalBrokerConnectionDetails(List.of(bootstrapServers.split(",")),
				(protocol != null) ? protocol.toString() : PLAINTEXT);
	}

	/**
	 * Returns the brokers that an event comes from.
	 * @param event the event's JSON
	 * @return the brokers, none if the event names none
	 */
	static LocalBrokerConnectionDetails ofEvent(byte[] event) {
		try {
			return of(JsonMapper.shared().readTree(event).path("bootstrapServers").asString(""));
		}
		catch (JacksonException ex) {
			// The application reports invalid values.
			return of("");
		}
	}

}
