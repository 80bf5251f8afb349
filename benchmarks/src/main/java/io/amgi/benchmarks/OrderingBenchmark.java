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

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

import io.amgi.channel.AmgiChannel;
import io.amgi.test.KafkaEvents;

/**
 * Handles 1,000 records of one partition that each wait for 10 ms, and measures the cost
 * of handing a group over to another thread. Runs with platform threads and, if the JDK
 * has them, with virtual threads.
 */
public final class OrderingBenchmark {

	private static final int RECORDS = 1_000;

	private static final int KEYS = 100;

	private final boolean virtual;

	private OrderingBenchmark(boolean virtual) {
		this.virtual = virtual;
	}

	/**
	 * Measures and prints.
	 * @param args none
	 */
	public static void main(String[] args) {
		System.out.println("| threads | what | median |");
		System.out.println("|---|---|---|");
		new OrderingBenchmark(false).run();
		if (Runtime.version().feature() >= 21) {
			new OrderingBenchmark(true).run();
		}
	}

	private void run() {
		waiting("unordered", 256, 10, 50);
		waiting("key", 100, 10, 50);
		waiting("partition", 16, 0, 1);
		handOver(1, 20_000);
		handOver(RECORDS, 3_000);
	}

	private void waiting(String ordering, int concurrency, int warmUp, int rounds) {
		byte[] event = event("waiting", RECORDS);
		try (LocalApplication application = start(ordering, concurrency)) {
			Rounds measured = Rounds.measure(warmUp, rounds, () -> application.invoke(event));
			assertHandled(application, RECORDS * (warmUp + rounds));
			print("1,000 x 10 ms, `%s`, concurrency %d".formatted(ordering, concurrency), measured.micros(0) / 1e3,
					"ms");
		}
	}

	private void handOver(int records, int rounds) {
		byte[] event = event("idle", records);
		try (LocalApplication application = start("partition", 16)) {
			Rounds measured = Rounds.measure(rounds, rounds, () -> application.invoke(event),
					() -> application.invokeInline(event));
			assertHandled(application, records * rounds * 4);
			print("one group of %,d, handed over".formatted(records), measured.micros(0), "us");
			print("one group of %,d, inline".formatted(records), measured.micros(1), "us");
			print("one group of %,d, the hand-over's cost".formatted(records), measured.difference(0, 1), "us");
		}
	}

	private LocalApplication start(String ordering, int concurrency) {
		return LocalApplication.start(Application.class, Map.of("spring.amgi.processing.ordering", ordering,
				"spring.amgi.processing.concurrency", concurrency, "spring.threads.virtual.enabled", this.virtual));
	}

	private static byte[] event(String topic, int records) {
		KafkaEvents event = KafkaEvents.selfManaged();
		for (int i = 0; i < records; i++) {
			String key = "key-" + i % KEYS;
			event.record(topic, (record) -> record.key(key).value("x"));
		}
		return event.toBytes();
	}

	private static void assertHandled(LocalApplication application, int expected) {
		int handled = application.bean(Handlers.class).handled.get();
		if (handled != expected) {
			throw new IllegalStateException("Handled %d of %d".formatted(handled, expected));
		}
	}

	private void print(String what, double median, String unit) {
		System.out.printf(Locale.ROOT, "| %s | %s | %,.1f %s |%n", this.virtual ? "virtual" : "platform", what, median,
				unit);
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Handlers handlers() {
			return new Handlers();
		}

	}

	static final class Handlers {

		private final AtomicInteger handled = new AtomicInteger();

		@AmgiChannel("waiting")
		void handleWaiting(byte[] value) throws InterruptedException {
			Thread.sleep(10);
			this.handled.incrementAndGet();
		}

		@AmgiChannel("idle")
		void handleIdle(byte[] value) {
			this.handled.incrementAndGet();
		}

	}

}
