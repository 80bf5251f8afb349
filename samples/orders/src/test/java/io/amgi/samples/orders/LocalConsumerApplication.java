package io.amgi.samples.orders;

/**
 * Runs the service on this machine as a Kafka consumer group, on the same input as
 * {@link LocalOrdersApplication} and an embedded broker. Ends when every record is
 * committed.
 */
public final class LocalConsumerApplication {

	private LocalConsumerApplication() {
	}

	/**
	 * Starts the run.
	 * @param args the arguments
	 */
	public static void main(String[] args) {
		try (ConsumerRun run = new ConsumerRun(args)) {
			run.await();
			SentInvoices.print(run.bootstrapServers(), System.out);
			System.out.printf("%d dead letters of orders, %d of notes%n", run.count("orders-dlt"),
					run.count("order-notes-dlt"));
		}
		System.exit(0);
	}

}
