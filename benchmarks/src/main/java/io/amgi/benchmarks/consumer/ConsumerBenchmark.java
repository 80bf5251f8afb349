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

package io.amgi.benchmarks.consumer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

import io.amgi.benchmarks.LocalBroker;

/**
 * Consumes topics with a consumer group of AMGI, Spring Kafka's batch listener and
 * Confluent's parallel consumer, all on the same broker, in turns. The time counts from
 * the first record to the last.
 */
public final class ConsumerBenchmark {

	private static final Duration WORK = Duration.ofMillis(5);

	private static final int KEYS = 100;

	private final String servers;

	private final int rounds;

	private ConsumerBenchmark(String servers, int rounds) {
		this.servers = servers;
		this.rounds = rounds;
	}

	/**
	 * Measures and prints.
	 * @param args the number of records without work (1,000,000 by default), of records
	 * with work (10,000), of rounds (5), and of minutes that memory is watched (10)
	 * @throws InterruptedException if the thread is interrupted
	 */
	public static void main(String[] args) throws InterruptedException {
		LoggingSystem.get(ConsumerBenchmark.class.getClassLoader())
			.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.ERROR);
		try (LocalBroker broker = LocalBroker.start("none", "robin", "random")) {
			ConsumerBenchmark benchmark = new ConsumerBenchmark(broker.servers(), number(args, 2, 5));
			benchmark.withoutWork(number(args, 0, 1_000_000));
			benchmark.withWork(number(args, 1, 10_000));
			benchmark.memory(number(args, 3, 10));
		}
		System.exit(0);
	}

	private static int number(String[] args, int index, int otherwise) {
		return (args.length > index) ? Integer.parseInt(args[index]) : otherwise;
	}

	private void withoutWork(int count) {
		ConsumedTopic topic = new ConsumedTopic(this.servers, "none", count).fill((i) -> String.valueOf(i % KEYS));
		double[] millis = measure(topic, Duration.ZERO, 500, Contender.AMGI, Contender.BATCH_LISTENER);
		System.out.printf(Locale.ROOT, "| %,d records without work | ms | throughput |%n|---|---|---|%n", count);
		System.out.printf(Locale.ROOT, "| Spring Kafka's batch listener | %.0f | 1.00 |%n", millis[1]);
		System.out.printf(Locale.ROOT, "| AMGI | %.0f | %.2f |%n%n", millis[0], millis[1] / millis[0]);
	}

	private void withWork(int count) {
		System.out.printf("| %,d records of 5 ms, %d keys, concurrency 100 | ms over ideal | ratio |%n|---|---|---|%n",
				count, KEYS);
		List<String> keys = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			keys.add(String.valueOf(i % KEYS));
		}
		compare(new ConsumedTopic(this.servers, "robin", count).fill(keys::get), "round-robin");
		Collections.shuffle(keys, new Random(1));
		compare(new ConsumedTopic(this.servers, "random", count).fill(keys::get), "random order");
	}

	private void compare(ConsumedTopic topic, String order) {
		double ideal = topic.idealMillis(WORK, KEYS);
		for (int maxPollRecords : new int[] { 500, 10_000 }) {
			double[] millis = measure(topic, WORK, maxPollRecords, Contender.AMGI, Contender.PARALLEL_CONSUMER);
			System.out.printf(Locale.ROOT, "| %s, max.poll.records %,d, parallel-consumer | %.0f | 1.00 |%n", order,
					maxPollRecords, millis[1] - ideal);
			System.out.printf(Locale.ROOT, "| %s, max.poll.records %,d, AMGI | %.0f | %.2f |%n", order, maxPollRecords,
					millis[0] - ideal, millis[0] / millis[1]);
		}
	}

	private double[] measure(ConsumedTopic topic, Duration work, int maxPollRecords, Contender... contenders) {
		double[][] millis = new double[contenders.length][this.rounds];
		for (int round = -1; round < this.rounds; round++) {
			for (int i = 0; i < contenders.length; i++) {
				double measured = contenders[i].consume(topic, work, maxPollRecords);
				// The first round warms up.
				millis[i][Math.max(0, round)] = measured;
			}
		}
		return Arrays.stream(millis).mapToDouble(ConsumerBenchmark::median).toArray();
	}

	private static double median(double[] values) {
		Arrays.sort(values);
		return values[values.length / 2];
	}

	private void memory(int minutes) throws InterruptedException {
		ConsumedTopic topic = new ConsumedTopic(this.servers, "none", 0);
		Arrivals arrivals = new Arrivals();
		try (AutoCloseable group = Contender.AMGI.start(topic, Duration.ZERO, 500, arrivals)) {
			System.out.printf("%n| minute | records | MB used after a collection |%n|---|---|---|%n");
			for (int minute = 1; minute <= minutes; minute++) {
				long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
				while (System.nanoTime() < end) {
					topic.send(10_000, (i) -> String.valueOf(i % KEYS));
				}
				System.gc();
				Runtime runtime = Runtime.getRuntime();
				System.out.printf("| %d | %,d | %d |%n", minute, arrivals.count(),
						(runtime.totalMemory() - runtime.freeMemory()) >> 20);
			}
		}
		catch (InterruptedException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
