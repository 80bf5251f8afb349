package io.amgi.benchmarks;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;
import org.springframework.context.annotation.Bean;

import io.amgi.channel.AmgiChannel;
import io.amgi.sender.MessageSender;
import io.amgi.sender.OutboundMessage;
import io.amgi.test.LambdaFunction;
import io.amgi.test.LocalEventSourceMapping;

/**
 * Has 200,000 records go through a broker, the local mapping, Spring Cloud Function's
 * invoker, a handler that fails one of a hundred at its first attempt, and an outbound
 * topic. After a tenth of them everything stands still for a moment, so that the heap can
 * be compared with that at the end. Gives up after 110 seconds.
 */
public final class SoakBenchmark {

	private static final int RECORDS = 200_000;

	private static final String INBOUND = "soak-in";

	private static final String OUTBOUND = "soak-out";

	private static final SoakLedger LEDGER = new SoakLedger(RECORDS);

	private final long start = System.nanoTime();

	private final LocalBroker broker;

	private SoakBenchmark(LocalBroker broker) {
		this.broker = broker;
	}

	/**
	 * Measures and prints.
	 * @param args none
	 */
	public static void main(String[] args) {
		Map.of("MAIN_CLASS", Application.class.getName(), "spring.main.banner-mode", "off", "logging.level.root", "off",
				"spring.amgi.on-nack", "report")
			.forEach(System::setProperty);
		try (LocalBroker broker = LocalBroker.start(INBOUND, OUTBOUND)) {
			new SoakBenchmark(broker).run();
		}
		System.exit(LEDGER.isComplete() ? 0 : 1);
	}

	private void run() {
		try (LocalEventSourceMapping mapping = mapping()) {
			produce(0, RECORDS / 10);
			await(RECORDS / 10);
			long early = heapAfterCollection();
			produce(RECORDS / 10, RECORDS);
			await(RECORDS);
			long late = heapAfterCollection();
			LEDGER.readOutbound(this.broker.servers(), OUTBOUND);
			print(early, late);
		}
	}

	private LocalEventSourceMapping mapping() {
		return LocalEventSourceMapping.builder()
			.bootstrapServers(this.broker.servers())
			.topics(INBOUND)
			.function(LambdaFunction.of(new FunctionInvoker()))
			.settings((settings) -> settings.batchSize(2_000)
				.maximumBatchingWindow(Duration.ofMillis(100))
				.retryDelay(Duration.ofMillis(1))
				.reportBatchItemFailures())
			.listener(LEDGER)
			.start();
	}

	private void produce(int from, int to) {
		Map<String, Object> config = new HashMap<>();
		config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, this.broker.servers());
		try (KafkaProducer<String, String> producer = new KafkaProducer<>(config, new StringSerializer(),
				new StringSerializer())) {
			for (int i = from; i < to; i++) {
				producer.send(new ProducerRecord<>(INBOUND, "key-" + i, Integer.toString(i)));
			}
		}
	}

	private void await(int records) {
		while (LEDGER.committable() < records && seconds() < 110) {
			pause();
		}
	}

	private static long heapAfterCollection() {
		for (int i = 0; i < 4; i++) {
			pause();
			System.gc();
		}
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

	private static void pause() {
		try {
			Thread.sleep(250);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private double seconds() {
		return (System.nanoTime() - this.start) / 1e9;
	}

	private void print(long early, long late) {
		System.out.println("| what | measured |");
		System.out.println("|---|---|");
		System.out.print(LEDGER);
		System.out.printf(Locale.ROOT, "| heap at a tenth | %,d KB |%n| heap at the end | %,d KB |%n", early >> 10,
				late >> 10);
		System.out.printf(Locale.ROOT, "| heap, end / tenth | %.3f |%n| all in all | %.1f s |%n", (double) late / early,
				seconds());
	}

	/**
	 * The application.
	 */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	public static class Application {

		@Bean
		Soaked soaked() {
			return new Soaked();
		}

	}

	static final class Soaked {

		@AmgiChannel(INBOUND)
		void handle(String value, MessageSender sender) {
			int number = Integer.parseInt(value);
			if (LEDGER.attempt(number) == 1 && number % 100 == 7) {
				throw new IllegalStateException("Fails once");
			}
			sender.send(OutboundMessage.to(OUTBOUND).key(value).payload(value));
			LEDGER.handled(number);
		}

	}

}
