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

package io.amgi.benchmarks.startup;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.amgi.benchmarks.SampleEvents;
import io.amgi.test.KafkaEvents;
import io.amgi.test.lambda.LambdaRuntimeEmulator;

/**
 * Has each function handle an event of 5.5 MB 200 times, and prints how much memory its
 * process had at most. Nothing is sent. The plain function runs twice: as it is, and with
 * Spring Cloud Function's logging of events switched off. So does the least that any
 * function takes: with values that are dropped at once, and kept until the event is read.
 */
public final class MemoryBenchmark {

	private static final int INVOCATIONS = 200;

	private static final String[] SILENT = {
			"-Dlogging.level.org.springframework.cloud.function.adapter.aws.AWSLambdaUtils=WARN" };

	private final StartupOptions options;

	private final byte[] event = event();

	private MemoryBenchmark(StartupOptions options) {
		this.options = options;
	}

	/**
	 * Measures and prints.
	 * @param args {@code --java}, {@code --tier}, {@code --rounds}
	 */
	public static void main(String[] args) {
		new MemoryBenchmark(StartupOptions.of(args, 3)).run();
	}

	private static byte[] event() {
		KafkaEvents event = KafkaEvents.selfManaged();
		String note = "Ring twice. ".repeat(86).substring(0, 1024);
		for (int i = 0; i < SampleEvents.FULL; i++) {
			String key = "customer-" + i % 97;
			event.record("order-notes", (record) -> record.key(key).value(note).header("trace-id", "4bf92f3577b34da6"));
		}
		return event.toBytes();
	}

	private void run() {
		Map<Deployment, List<Long>> peaks = new LinkedHashMap<>();
		Deployment plain = Deployment.plain(this.options.root(), "localhost:9092");
		Deployment amgi = Deployment.amgi(this.options.root());
		peaks.put(amgi, new ArrayList<>());
		peaks.put(amgi.primed(this.options.primingTimeout()), new ArrayList<>());
		peaks.put(plain.with("plain, events not logged", SILENT), new ArrayList<>());
		peaks.put(plain, new ArrayList<>());
		Deployment least = Deployment.least(this.options.root());
		peaks.put(least.with("least, values dropped"), new ArrayList<>());
		peaks.put(least.with("least, values kept", "-Dleast.kept=true"), new ArrayList<>());
		for (int i = 0; i < this.options.rounds(); i++) {
			List<Map.Entry<Deployment, List<Long>>> order = new ArrayList<>(peaks.entrySet());
			Collections.shuffle(order);
			order.forEach((entry) -> entry.getValue().add(peak(entry.getKey())));
		}
		print(peaks);
	}

	private long peak(Deployment deployment) {
		try (LambdaRuntimeEmulator lambda = deployment.start(this.options)) {
			for (int i = 0; i < INVOCATIONS; i++) {
				Start.check(lambda.invoke(this.event));
			}
			return PeakMemory.megabytesOfChild();
		}
	}

	private void print(Map<Deployment, List<Long>> peaks) {
		System.out.printf(Locale.ROOT, "An event of %,d bytes, %d times%n%n", this.event.length, INVOCATIONS);
		System.out.println("| function | peak RSS, MB | amgi / this |");
		System.out.println("|---|---|---|");
		double amgi = Sample.of(peaks.values().iterator().next(), Long::doubleValue).median();
		peaks.forEach((deployment, megabytes) -> System.out.printf(Locale.ROOT, "| %s | %s | %.2f |%n",
				deployment.name(), megabytes, amgi / Sample.of(megabytes, Long::doubleValue).median()));
	}

}
