package io.amgi.samples.orders;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The same service as a Kafka consumer group.
 */
class OrdersConsumerTests {

	@Test
	void recordsAreHandledOrDeadLetters() {
		try (ConsumerRun run = new ConsumerRun("--spring.main.web-application-type=none")) {
			run.await();
			assertThat(SentInvoices.read(run.bootstrapServers())).extracting((invoice) -> invoice.substring(0, 3))
				.containsExactlyInAnyOrder("A-1", "A-2", "A-7");
			assertThat(run.count("orders-dlt")).isEqualTo(4);
			assertThat(run.count("order-notes-dlt")).isEqualTo(1);
		}
	}

}
