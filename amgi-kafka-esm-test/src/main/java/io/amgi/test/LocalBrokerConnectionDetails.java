package io.amgi.test;

import java.util.List;

import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;

/**
 * How to connect to a local broker, whatever security the application has configured
 * for its real ones.
 *
 * @param getBootstrapServers the brokers
 */
record LocalBrokerConnectionDetails(List<String> getBootstrapServers) implements KafkaConnectionDetails {

	static LocalBrokerConnectionDetails of(String bootstrapServers) {
		return new LocalBrokerConnectionDetails(List.of(bootstrapServers.split(",")));
	}

	@Override
	public String getSecurityProtocol() {
		return "PLAINTEXT";
	}

}
