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
import java.util.List;
import java.util.stream.Stream;

import org.springframework.util.Assert;

import io.amgi.benchmarks.LocalBroker;

/**
 * Starts the same service, written by hand and with this library, under Lambda's runtime
 * client, again and again in random order, and prints how long Init and the first
 * invocation take. Then it prints what the deployment packages weigh.
 */
public final class StartupBenchmark {

	private static final String INVOICES = "invoices";

	private final StartupOptions options;

	private final String servers;

	private final List<Candidate> candidates;

	private final List<StartupResults> results;

	private StartupBenchmark(StartupOptions options, String servers) {
		this.options = options;
		this.servers = servers;
		this.candidates = candidates(options, servers);
		this.results = Stream.of(FirstEvent.values())
			.map((event) -> new StartupResults(event, this.candidates))
			.toList();
	}

	private static List<Candidate> candidates(StartupOptions options, String servers) {
		Deployment amgi = Deployment.amgi(options.root());
		if (!options.variants().isEmpty()) {
			return Variant.candidates(options.variants(), amgi);
		}
		return Stream.of(Deployment.plain(options.root(), servers), amgi, amgi.primed(options.primingTimeout()))
			.map((deployment) -> options.restored() ? deployment.restored() : deployment)
			.map((deployment) -> new Candidate(deployment, "plain"))
			.toList();
	}

	/**
	 * Measures and prints.
	 * @param args {@code --java}, {@code --tier}, {@code --rounds},
	 * {@code --priming-timeout}, and {@code --restored} to measure from the restore of a
	 * snapshot, or {@code --variants} to measure optional features
	 */
	public static void main(String[] args) {
		StartupOptions options = StartupOptions.of(args, 15);
		try (LocalBroker broker = LocalBroker.start(INVOICES)) {
			StartupBenchmark benchmark = new StartupBenchmark(options, broker.servers());
			benchmark.run();
			benchmark.checkSent(broker.records(INVOICES));
		}
		new PackageSizes(options.root()).print();
	}

	private void run() {
		round();
		this.results.forEach(StartupResults::clear);
		for (int i = 0; i < this.options.rounds(); i++) {
			round();
		}
		print();
	}

	// One for each first event that sends, the round for warming up included, and none
	// for
	// priming.
	private void checkSent(long invoices) {
		long expected = (this.options.rounds() + 1L) * this.candidates.size();
		Assert.state(invoices == expected, () -> "%d invoices were sent instead of %d".formatted(invoices, expected));
	}

	private void round() {
		List<Runnable> starts = new ArrayList<>();
		for (StartupResults results : this.results) {
			this.candidates.forEach((candidate) -> starts.add(() -> results.add(candidate, start(candidate, results))));
		}
		Collections.shuffle(starts);
		starts.forEach(Runnable::run);
	}

	private Start start(Candidate candidate, StartupResults results) {
		return Start.of(candidate.deployment(), this.options, results.event().from(this.servers));
	}

	private void print() {
		StartupResults.printHeader();
		this.results.forEach(StartupResults::print);
		if (this.options.variants().isEmpty()) {
			System.out.println();
			this.results.forEach((results) -> results.printPriming("amgi", "amgi primed"));
		}
	}

}
