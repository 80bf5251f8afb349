package io.amgi.consumer;

import java.util.UUID;

import kafka.server.BrokerServer;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

import io.amgi.kafka.TestBroker;

/**
 * A broker that can be shut down and started again.
 */
final class OwnBroker implements AutoCloseable {

	private final String topic = "t-" + UUID.randomUUID();

	private final EmbeddedKafkaKraftBroker broker = TestBroker.start(this.topic);

	private final int partitions;

	OwnBroker(int partitions) {
		this.partitions = partitions;
	}

	TestGroup group() {
		return new TestGroup(this.broker.getBrokersAsString(), this.topic, "g-" + this.topic);
	}

	void send(int perPartition) {
		String[] values = TestGroup.numbers(0, perPartition).toArray(String[]::new);
		for (int partition = 0; partition < this.partitions; partition++) {
			group().send(partition, null, values);
		}
	}

	void shutDown() {
		server().shutdown();
	}

	void startUp() {
		server().startup();
	}

	private BrokerServer server() {
		return this.broker.getCluster().brokers().values().iterator().next();
	}

	@Override
	public void close() {
		this.broker.destroy();
	}

}
