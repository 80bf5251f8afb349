package io.amgi.test.readme;

import java.util.Map;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.testcontainers.junit.jupiter.Testcontainers;

import static org.assertj.core.api.Assertions.assertThat;

@Testcontainers(disabledWithoutDocker = true)
class KafkaInDockerTests {

	@Test
	void brokerOfTheContainerIsUsed() throws Exception {
		try (ConfigurableApplicationContext context = LocalOrdersInDockerApplication.run().getApplicationContext()) {
			assertThat(context.getBeanProvider(EmbeddedKafkaBroker.class).stream()).isEmpty();
			assertThat(topics(context.getBean(KafkaConnectionDetails.class))).contains("orders");
		}
	}

	private static Iterable<String> topics(KafkaConnectionDetails broker) throws Exception {
		try (Admin admin = Admin
			.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.getBootstrapServers()))) {
			return admin.listTopics().names().get();
		}
	}

}
