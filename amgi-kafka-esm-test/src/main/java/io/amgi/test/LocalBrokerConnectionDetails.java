package io.amgi.test;

import java.util.List;

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
		return new LocalBrokerConnectionDetails(List.of(bootstrapServers.split(",")), PLAINTEXT);
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

	LocalBrokerConnectionDetails securityProtocol(Object protocol) {
		return new LocalBrokerConnectionDetails(this.getBootstrapServers, protocol.toString());
	}

}
