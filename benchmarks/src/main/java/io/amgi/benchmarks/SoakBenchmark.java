/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.amgi.benchmarks;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntSupplier;

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
import io.amgi.test.mapping.LambdaFunction;
import io.amgi.test.mapping.LocalEventSourceMapping;
import io.amgi.test.mapping.OnFailureDocument;
import io.amgi.test.mapping.PartialBatchReading;

/**
 * Passes 200,000 records through a broker, the local mapping, Spring Cloud Function's
 * invoker, a handler and an outbound topic. The handler fails one record in a hundred at
 * its first attempt. Four records fail until they are redriven from the on-failure topic.
 * After a tenth of the records, everything pauses, so that the heap can be compared with
 * the heap at the end. The run ends after three minutes at the latest.
 */
public final class SoakBenchmark {

	private static final int RECORDS = 200_000;

	private static final Duration LIMIT = Duration.ofMinutes(3);

	private static final String INBOUND = "soak-in";

	private static final String OUTBOUND = "soak-out";

	private static final String FAILED = "soak-failed";

	private static final SoakLedger LEDGER = new SoakLedger(RECORDS);

	private final long start = System.nanoTime();

	private final LocalBroker broker;

	private final PartialBatchReading reading;

	private final LambdaFunction function;

	private SoakBenchmark(LocalBroker broker, PartialBatchReading reading, LambdaFunction function) {
		this.broker = broker;
		this.reading = reading;
		this.function = function;
	}

	/**
	 * Measures and prints.
	 * @param args {@code stop} or {@code continue} for the records after a failure; the
	 * mapping's reading of partial batch responses, by default {@code NAMED_OFFSETS}
	 */
	public static void main(String[] args) {
		PartialBatchReading reading = PartialBatchReading.valueOf((args.length > 1) ? args[1] : "NAMED_OFFSETS");
		Map.of("MAIN_CLASS", Application.class.getName(), "spring.main.banner-mode", "off", "logging.level.root", "off",
				"spring.amgi.on-nack", "report", "spring.amgi.processing.after-failure",
				(args.length > 0) ? args[0] : "stop")
			.forEach(System::setProperty);
		LambdaFunction function = LambdaFunction.of(new FunctionInvoker());
		try (LocalBroker broker = LocalBroker.start(INBOUND, OUTBOUND, FAILED)) {
			new SoakBenchmark(broker, reading, function).run();
		}
		System.exit(LEDGER.isComplete() ? 0 : 1);
	}

	private void run() {
		try (LocalEventSourceMapping mapping = mapping()) {
			produce(0, RECORDS / 10);
			await(LEDGER::doneWith, RECORDS / 10);
			long early = heapAfterCollection();
			long started = System.nanoTime();
			produce(RECORDS / 10, RECORDS);
			await(LEDGER::doneWith, RECORDS);
			double seconds = secondsSince(started);
			redrive();
			long late = heapAfterCollection();
			LEDGER.readOutbound(this.broker.servers(), OUTBOUND);
			print(early, late, seconds);
		}
	}

	private LocalEventSourceMapping mapping() {
		return LocalEventSourceMapping.builder()
			.bootstrapServers(this.broker.servers())
			.topics(INBOUND)
			.function(this.function)
			.settings((settings) -> settings.batchSize(2_000)
				.maximumBatchingWindow(Duration.ofMillis(100))
				.concurrentInvocations(4)
				.retryDelay(Duration.ofMillis(1))
				.reportBatchItemFailures(this.reading)
				.maximumRetryAttempts(50)
				.onFailureDestination("kafka://" + FAILED))
			.listener(LEDGER)
			.start();
	}

	private void redrive() {
		LEDGER.mend();
		try (LocalEventSourceMapping mapping = LocalEventSourceMapping.builder()
			.bootstrapServers(this.broker.servers())
			.topics(FAILED)
			.consumerGroupId("redrive")
			.function(OnFailureDocument.redrive(this.function))
			.settings((settings) -> settings.concurrentInvocations(4))
			.listener(LEDGER.redriven())
			.start()) {
			await(LEDGER::redrivenCount, LEDGER.givenUp());
		}
	}

	private void produce(int from, int to) {
		Map<String, Object> config = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, this.broker.servers());
		try (KafkaProducer<String, String> producer = new KafkaProducer<>(config, new StringSerializer(),
				new StringSerializer())) {
			for (int i = from; i < to; i++) {
				producer.send(new ProducerRecord<>(INBOUND, "key-" + i, Integer.toString(i)));
			}
		}
	}

	private void await(IntSupplier count, int expected) {
		while (count.getAsInt() < expected && secondsSince(this.start) < LIMIT.toSeconds()) {
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

	private static double secondsSince(long start) {
		return (System.nanoTime() - start) / 1e9;
	}

	private void print(long early, long late, double seconds) {
		System.out.println("| what | measured |");
		System.out.println("|---|---|");
		System.out.print(LEDGER);
		System.out.printf(Locale.ROOT, "| heap at a tenth | %,d KB |%n| heap at the end | %,d KB |%n", early >> 10,
				late >> 10);
		System.out.printf(Locale.ROOT,
				"| heap, end / tenth | %.3f |%n| nine tenths | %.1f s |%n| all in all | %.1f s |%n",
				(double) late / early, seconds, secondsSince(this.start));
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
			LEDGER.attempt(number);
			sender.send(OutboundMessage.to(OUTBOUND).key(value).payload(value));
			LEDGER.handled(number);
		}

	}

}
