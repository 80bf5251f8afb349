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

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

import io.amgi.channel.AmgiChannel;
import io.amgi.sender.MessageSender;
import io.amgi.sender.OutboundMessage;
import io.amgi.test.KafkaEvents;

/**
 * Sends 1 to 10,000 messages of 100 bytes from one record's handler. For comparison, a
 * {@code KafkaTemplate} sends all of them and then waits for all, in a plain loop on this
 * thread and in a handler. Measures whole invocations, including decoding, the hand-over
 * and the response. The inline runs have no deadline and therefore no hand-over.
 */
public final class SendingBenchmark {

	static final String TOPIC = "sent";

	static final byte[] PAYLOAD = "x".repeat(100).getBytes(StandardCharsets.UTF_8);

	private static final String CHANNEL = "to-send";

	private static final String PLAIN_CHANNEL = "to-send-plainly";

	private final LocalApplication application;

	private final String servers;

	private final PlainSends sameLinger;

	private final PlainSends defaultLinger;

	private SendingBenchmark(LocalApplication application, String servers) {
		this.application = application;
		this.servers = servers;
		this.sameLinger = new PlainSends(servers, Map.of(ProducerConfig.LINGER_MS_CONFIG, 0));
		this.defaultLinger = new PlainSends(servers, Map.of());
	}

	/**
	 * Measures and prints.
	 * @param args none
	 */
	public static void main(String[] args) {
		try (LocalBroker broker = LocalBroker.start(TOPIC);
				LocalApplication application = LocalApplication.start(Application.class, Map.of())) {
			SendingBenchmark benchmark = new SendingBenchmark(application, broker.servers());
			application.bean(Sending.class).plain = benchmark.sameLinger;
			benchmark.run();
		}
	}

	static byte[] key(int index) {
		return Integer.toString(index).getBytes(StandardCharsets.UTF_8);
	}

	private void run() {
		// Warms up until the compilers are done, for invocations and for sends.
		measure(1, 3_000, 1);
		measure(1_000, 150, 1);
		System.out.println("| sends | MessageSender us | plain us | plain in a handler us | plain, linger.ms 5, us "
				+ "| throughput / plain | throughput / plain in a handler | inline us | MessageSender B/send | plain B/send |");
		System.out.println("|---|---|---|---|---|---|---|---|---|---|");
		measure(1, 500, 2_000);
		measure(100, 200, 1_000);
		measure(1_000, 50, 200);
		measure(10_000, 15, 40);
		this.sameLinger.close();
		this.defaultLinger.close();
	}

	private void measure(int sends, int warmUp, int rounds) {
		byte[] event = event(CHANNEL, sends);
		byte[] plainEvent = event(PLAIN_CHANNEL, sends);
		Rounds measured = Rounds.measure(warmUp, rounds, () -> this.application.invoke(event),
				() -> this.sameLinger.send(sends), () -> this.application.invoke(plainEvent),
				() -> this.defaultLinger.send(sends), () -> this.application.invokeInline(event));
		if (rounds > 1) {
			print(sends, measured);
		}
	}

	private byte[] event(String channel, int sends) {
		return KafkaEvents.selfManaged()
			.bootstrapServers(this.servers)
			.record(channel, Integer.toString(sends))
			.toBytes();
	}

	private void print(int sends, Rounds measured) {
		System.out.printf(Locale.ROOT, "| %,d | %,.0f | %,.0f | %,.0f | %,.0f | %.2f | %.2f | %,.0f | %,d | %,d |%n",
				sends, measured.micros(0), measured.micros(1), measured.micros(2), measured.micros(3),
				measured.ratio(1, 0), measured.ratio(2, 0), measured.micros(4),
				this.application.bean(Sending.class).allocated / sends, this.sameLinger.allocated() / sends);
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Sending sending() {
			return new Sending();
		}

	}

	static final class Sending {

		private volatile long allocated;

		private volatile @Nullable PlainSends plain;

		@AmgiChannel(CHANNEL)
		void handle(String count, MessageSender sender) {
			int sends = Integer.parseInt(count);
			long before = Allocation.ofThisThread();
			for (int i = 0; i < sends; i++) {
				sender.send(OutboundMessage.to(TOPIC).key(key(i)).payload(PAYLOAD));
			}
			this.allocated = Allocation.ofThisThread() - before;
		}

		@AmgiChannel(PLAIN_CHANNEL)
		void handlePlainly(String count) {
			Objects.requireNonNull(this.plain).send(Integer.parseInt(count));
		}

	}

}
