package io.amgi.samples.orders;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The invoices that the service has sent.
 */
final class SentInvoices {

	static final String TOPIC = "invoices";

	private static final Duration POLL_TIMEOUT = Duration.ofMillis(100);

	private SentInvoices() {
	}

	/**
	 * Prints all invoices. One that is there twice belongs to an order that was delivered
	 * twice.
	 * @param bootstrapServers the brokers
	 * @param out where to print to
	 */
	static void print(String bootstrapServers, PrintStream out) {
		List<String> invoices = read(bootstrapServers);
		out.printf("%d invoices sent to '%s'%n", invoices.size(), TOPIC);
		invoices.forEach((invoice) -> out.printf("  %s%n", invoice));
	}

	/**
	 * Reads all invoices.
	 * @param bootstrapServers the brokers
	 * @return the invoices with their keys
	 */
	static List<String> read(String bootstrapServers) {
		Map<String, Object> config = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
		List<String> invoices = new ArrayList<>();
		try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(config, new StringDeserializer(),
				new StringDeserializer())) {
			List<TopicPartition> partitions = consumer.partitionsFor(TOPIC)
				.stream()
				.map((partition) -> new TopicPartition(TOPIC, partition.partition()))
				.toList();
			consumer.assign(partitions);
			consumer.seekToBeginning(partitions);
			long count = consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
			while (invoices.size() < count) {
				consumer.poll(POLL_TIMEOUT).forEach((record) -> invoices.add(record.key() + " " + record.value()));
			}
		}
		return invoices;
	}

}
