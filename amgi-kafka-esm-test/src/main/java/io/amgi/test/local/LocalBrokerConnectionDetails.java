package io.amgi.test.local;

import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.CommonClientConfigs;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * How to connect to a local broker, whatever the application has configured for its real
 * ones.
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
	 * The brokers that a mapping reads from.
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
	 * The brokers that an event comes from.
	 * @param event the event's JSON
	 * @return the brokers, none where it names none
	 */
	static LocalBrokerConnectionDetails ofEvent(byte[] event) {
		try {
			return of(JsonMapper.shared().readTree(event).path("bootstrapServers").asString(""));
		}
		catch (JacksonException ex) {
			// What is wrong with it, the application says.
			return of("");
		}
	}

}
