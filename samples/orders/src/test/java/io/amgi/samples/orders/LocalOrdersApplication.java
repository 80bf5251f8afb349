package io.amgi.samples.orders;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.springframework.cloud.function.adapter.aws.FunctionInvoker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

import io.amgi.test.ConsoleView;
import io.amgi.test.EventSourceMappingListener;
import io.amgi.test.LambdaFunction;
import io.amgi.test.LocalEventSourceMapping;
import io.amgi.test.RecordId;

/**
 * Runs the service on this machine, on real input: orders go to topics of a real broker,
 * a local event source mapping polls them as Lambda does, and the real function handles
 * them. Ends when every record is done with.
 */
public final class LocalOrdersApplication {

	private static final Duration TIMEOUT = Duration.ofMinutes(2);

	private LocalOrdersApplication() {
	}

	/**
	 * Starts the run.
	 * @param args the arguments
	 * @throws Exception if the run fails
	 */
	public static void main(String[] args) throws Exception {
		System.setProperty("MAIN_CLASS", OrdersApplication.class.getName());
		EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 2, SampleRecords.TOPICS);
		broker.afterPropertiesSet();
		broker.addTopics(SentInvoices.TOPIC);
		try {
			int records = SampleRecords.produceTo(broker.getBrokersAsString());
			handle(broker.getBrokersAsString(), new CountDownLatch(records));
			SentInvoices.print(broker.getBrokersAsString(), System.out);
		}
		finally {
			broker.destroy();
		}
		System.exit(0);
	}

	private static void handle(String bootstrapServers, CountDownLatch remaining) throws InterruptedException {
		try (LocalEventSourceMapping mapping = LocalEventSourceMapping.builder()
			.bootstrapServers(bootstrapServers)
			.topics(SampleRecords.TOPICS)
			.function(LambdaFunction.of(new FunctionInvoker()))
			.settings((settings) -> settings.maximumBatchingWindow(Duration.ofSeconds(1))
				.bisectBatchOnFunctionError()
				.maximumRetryAttempts(0))
			.listener(ConsoleView.on(System.out))
			.listener(new Countdown(remaining))
			.start()) {
			if (!remaining.await(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
				throw new IllegalStateException(
						"%d records of %s were not done with in %s".formatted(remaining.getCount(), mapping, TIMEOUT));
			}
		}
	}

	/**
	 * Counts the records that are done with.
	 *
	 * @param remaining how many are not
	 */
	private record Countdown(CountDownLatch remaining) implements EventSourceMappingListener {

		@Override
		public void acked(RecordId record, int attempt) {
			this.remaining.countDown();
		}

		@Override
		public void givenUp(RecordId record, int attempts, String reason) {
			this.remaining.countDown();
		}

	}

}
