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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * The starts of functions with one kind of first event.
 */
final class StartupResults {

	private final FirstEvent event;

	private final Map<Candidate, List<Start>> starts = new LinkedHashMap<>();

	StartupResults(FirstEvent event, List<Candidate> candidates) {
		this.event = event;
		candidates.forEach((candidate) -> this.starts.put(candidate, new ArrayList<>()));
	}

	FirstEvent event() {
		return this.event;
	}

	void add(Candidate candidate, Start start) {
		this.starts.computeIfAbsent(candidate, (added) -> new ArrayList<>()).add(start);
	}

	void clear() {
		this.starts.values().forEach(List::clear);
	}

	static void printHeader() {
		System.out.println("| first event | function | base | Init ms | / base | first invocation ms | / base "
				+ "| sum ms | quartiles | / base |");
		System.out.println("|---|---|---|---|---|---|---|---|---|---|");
	}

	void print() {
		this.starts.keySet().forEach(this::print);
	}

	private void print(Candidate candidate) {
		Sample sum = sample(candidate.name(), Start::all);
		System.out.printf(Locale.ROOT, "| %s | %s | %s | %s | %s | %.0f | %.0f-%.0f | %.3f |%n", name(),
				candidate.name(), candidate.base(), compared(candidate, Start::init), compared(candidate, Start::first),
				sum.median(), sum.quantile(0.25), sum.quantile(0.75),
				sum.median() / sample(candidate.base(), Start::all).median());
	}

	private String compared(Candidate candidate, Function<Start, Duration> part) {
		double median = sample(candidate.name(), part).median();
		return String.format(Locale.ROOT, "%.0f | %.3f", median, median / sample(candidate.base(), part).median());
	}

	/**
	 * Prints how much longer Init takes with priming, against how much shorter the first
	 * invocation is.
	 * @param name the function without priming
	 * @param primed the function with priming
	 */
	void printPriming(String name, String primed) {
		double added = sample(primed, Start::init).median() - sample(name, Start::init).median();
		double first = sample(name, Start::first).median();
		double primedFirst = sample(primed, Start::first).median();
		System.out.printf(Locale.ROOT,
				"Priming, %s: adds %.0f ms to Init and takes %.0f ms off the first invocation (%.2f); "
						+ "first invocation, primed / not primed: %.3f%n",
				name(), added, first - primedFirst, added / (first - primedFirst), primedFirst / first);
	}

	private String name() {
		return this.event.name().toLowerCase(Locale.ROOT);
	}

	private Sample sample(String name, Function<Start, Duration> part) {
		List<Start> measured = this.starts.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().name().equals(name))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElseThrow();
		return Sample.of(measured, (start) -> part.apply(start).toNanos() / 1e6);
	}

}
