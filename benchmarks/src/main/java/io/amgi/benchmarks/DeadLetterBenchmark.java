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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.kafka.common.header.Header;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

import io.amgi.channel.AmgiChannel;
import io.amgi.test.KafkaEvents;

/**
 * Invokes with 3,400 records of 1 KB that all become dead letters. For comparison, the
 * records of the same event are only reported, and a {@code KafkaTemplate} sends as many
 * records and then waits for all: once like the original records, and once like the dead
 * letters, with all their headers. Measures whole invocations, including decoding and the
 * response.
 */
public final class DeadLetterBenchmark {

	private static final int RECORDS = 3_400;

	private static final byte[] VALUE = "x".repeat(1_000).getBytes(StandardCharsets.UTF_8);

	private static final String[] KINDS = { "undecodable", "unresolved", "thrown" };

	private final LocalApplication publishing;

	private final LocalApplication reporting;

	private final String servers;

	private DeadLetterBenchmark(LocalApplication publishing, LocalApplication reporting, String servers) {
		this.publishing = publishing;
		this.reporting = reporting;
		this.servers = servers;
	}

	/**
	 * Measures and prints.
	 * @param args none
	 */
	public static void main(String[] args) {
		System.out.println("| on-nack | records | invocation ms | without dead letters ms | raw, same headers ms "
				+ "| raw, own headers ms | dead letters / raw, same headers | invocation / raw, same headers "
				+ "| invocation / raw, own headers | bytes of headers |");
		System.out.println("|---|---|---|---|---|---|---|---|---|---|");
		for (String onNack : List.of("log", "error")) {
			try (LocalBroker broker = LocalBroker
				.start(Stream.of(KINDS).map(DeadLetterBenchmark::deadTopic).toArray(String[]::new));
					LocalApplication publishing = start(onNack, true);
					LocalApplication reporting = start("report", false)) {
				DeadLetterBenchmark benchmark = new DeadLetterBenchmark(publishing, reporting, broker.servers());
				for (String kind : KINDS) {
					benchmark.measure(onNack, kind);
				}
			}
		}
	}

	private static LocalApplication start(String onNack, boolean deadLetters) {
		return LocalApplication.start(Application.class,
				Map.of("spring.amgi.on-nack", onNack, "spring.amgi.dead-letter.enabled", deadLetters,
						"spring.amgi.dead-letter.on", "all", "logging.level.root", "off"));
	}

	private static String deadTopic(String kind) {
		return kind + "-dlt";
	}

	private void measure(String onNack, String kind) {
		byte[] event = event(kind);
		this.publishing.invoke(event);
		try (RawSends raw = new RawSends(this.servers, deadTopic(kind))) {
			List<Header> headers = raw.headers();
			List<Header> ownHeaders = headers.stream().filter((header) -> header.key().equals("trace")).toList();
			Rounds rounds = Rounds.measure(30, 60, () -> this.publishing.invoke(event),
					() -> this.reporting.invoke(event), () -> raw.send(RECORDS, headers),
					() -> raw.send(RECORDS, ownHeaders));
			print(onNack, kind, rounds, headers);
		}
	}

	private byte[] event(String kind) {
		KafkaEvents event = KafkaEvents.selfManaged().bootstrapServers(this.servers);
		for (int i = 0; i < RECORDS; i++) {
			byte[] key = key(i);
			event.record(kind, (record) -> {
				record.key(key).value(VALUE).header("trace", "4711");
				if (kind.equals("undecodable")) {
					record.rawHeader("broken", 4711);
				}
			});
		}
		return event.toBytes();
	}

	static byte[] key(int index) {
		return ("key-" + index).getBytes(StandardCharsets.UTF_8);
	}

	private static void print(String onNack, String kind, Rounds rounds, List<Header> headers) {
		System.out.printf(Locale.ROOT, "| `%s` | %s | %.1f | %.1f | %.1f | %.1f | %.2f | %.2f | %.2f | %,d |%n", onNack,
				kind, rounds.micros(0) / 1e3, rounds.micros(1) / 1e3, rounds.micros(2) / 1e3, rounds.micros(3) / 1e3,
				rounds.median((round) -> (double) round[2] / (round[0] - round[1])), rounds.ratio(2, 0),
				rounds.ratio(3, 0),
				headers.stream().mapToInt((header) -> header.key().length() + header.value().length).sum());
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

		@AmgiChannel("undecodable")
		void never(byte[] value) {
		}

		@AmgiChannel("unresolved")
		void convert(Integer number) {
		}

		@AmgiChannel("thrown")
		void fail(byte[] value) {
			throw new IllegalStateException("boom");
		}

	}

}
