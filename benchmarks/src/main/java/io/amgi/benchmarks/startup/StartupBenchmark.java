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

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import io.amgi.benchmarks.LocalBroker;

/**
 * Starts the sample, as it is deployed, and the plain function under Lambda's runtime
 * client, again and again in random order, and prints how long Init and the first
 * invocation take. Then it prints what the deployment packages weigh.
 */
public final class StartupBenchmark {

	private final StartupOptions options;

	private final String servers;

	private final Map<Course, List<Start>> starts = new LinkedHashMap<>();

	private StartupBenchmark(StartupOptions options, String servers) {
		this.options = options;
		this.servers = servers;
		for (FirstEvent event : FirstEvent.values()) {
			deployments(options, servers)
				.forEach((deployment) -> this.starts.put(new Course(deployment, event), new ArrayList<>()));
		}
	}

	private static Stream<Deployment> deployments(StartupOptions options, String servers) {
		Deployment sample = Deployment.sample(options.root());
		Stream<Deployment> all = Stream.of(Deployment.plain(options.root(), servers), sample.priming("sample", "never"),
				sample.priming("primed", "always"));
		return options.restored() ? all.map(Deployment::restored) : all;
	}

	/**
	 * Measures and prints.
	 * @param args {@code --java}, {@code --tier}, {@code --rounds}, and
	 * {@code --restored} to measure from the restore of a snapshot
	 */
	public static void main(String[] args) {
		StartupOptions options = StartupOptions.of(args, 15);
		try (LocalBroker broker = LocalBroker.start("invoices")) {
			new StartupBenchmark(options, broker.servers()).run();
		}
		new PackageSizes(options.root()).print();
	}

	private void run() {
		round();
		this.starts.values().forEach(List::clear);
		for (int i = 0; i < this.options.rounds(); i++) {
			round();
		}
		print();
	}

	private void round() {
		List<Map.Entry<Course, List<Start>>> courses = new ArrayList<>(this.starts.entrySet());
		Collections.shuffle(courses);
		courses.forEach((course) -> course.getValue().add(start(course.getKey())));
	}

	private Start start(Course course) {
		return Start.of(course.deployment(), this.options, course.event().from(this.servers));
	}

	private void print() {
		System.out.println(
				"| first event | function | Init ms | first invocation ms | / plain | sum ms | quartiles | / plain |");
		System.out.println("|---|---|---|---|---|---|---|---|");
		this.starts.forEach(this::print);
	}

	private void print(Course course, List<Start> starts) {
		Sample sum = sum(starts);
		Sample first = first(starts);
		List<Start> plain = plain(course.event());
		System.out.printf(Locale.ROOT, "| %s | %s | %.0f | %.0f | %.3f | %.0f | %.0f-%.0f | %.3f |%n",
				course.event().name().toLowerCase(Locale.ROOT), course.deployment().name(),
				Sample.of(starts, (start) -> millis(start.init())).median(), first.median(),
				first.median() / first(plain).median(), sum.median(), sum.quantile(0.25), sum.quantile(0.75),
				sum.median() / sum(plain).median());
	}

	private List<Start> plain(FirstEvent event) {
		return this.starts.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().event() == event && entry.getKey().deployment().name().equals("plain"))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElseThrow();
	}

	private static Sample first(List<Start> starts) {
		return Sample.of(starts, (start) -> millis(start.first()));
	}

	private static Sample sum(List<Start> starts) {
		return Sample.of(starts, (start) -> millis(start.all()));
	}

	private static double millis(Duration duration) {
		return duration.toNanos() / 1e6;
	}

	/**
	 * Measured unit: a start of a function, up to the end of its first event.
	 *
	 * @param deployment the function
	 * @param event the event
	 */
	private record Course(Deployment deployment, FirstEvent event) {

	}

}
