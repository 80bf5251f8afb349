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

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.amgi.benchmarks.ObservationRun.Observed;

/**
 * Measures the cost of observation, used and unused: nanoseconds and bytes per record,
 * and the classes loaded in addition to those of an application without
 * {@code micrometer-core}. Each application runs in a separate JVM.
 */
public final class ObservationBenchmark {

	static final String RESULT = "result:";

	// Classes that the JVM makes itself have other names in each run.
	private static final Pattern LOADED = Pattern
		.compile("] ((?!.*(?:\\$\\$|0x|LambdaForm|\\$Proxy|Accessor))\\S+) source:");

	private ObservationBenchmark() {
	}

	/**
	 * Measures and prints.
	 * @param args the number of rounds, 100 by default
	 * @throws IOException if a JVM cannot be started
	 * @throws InterruptedException if the thread is interrupted
	 */
	public static void main(String[] args) throws IOException, InterruptedException {
		String rounds = (args.length > 0) ? args[0] : "100";
		System.out.println("| observed by | ns per record | bytes per record | further classes |");
		System.out.println("|---|---|---|---|");
		Set<String> unobserved = Set.of();
		for (Observed observed : Observed.values()) {
			Path log = Files.createTempFile("classes", ".log");
			String[] result = run(observed, rounds, log).split(" ");
			Set<String> classes = classes(log);
			unobserved = (observed == Observed.ABSENT) ? Set.copyOf(classes) : unobserved;
			classes.removeAll(unobserved);
			System.out.printf("| %s | %s | %s | %d |%n", observed, result[0], result[1], classes.size());
			if (observed == Observed.UNUSED) {
				classes.forEach((name) -> System.err.println("loaded though unused: " + name));
			}
			Files.delete(log);
		}
	}

	private static String run(Observed observed, String rounds, Path log) throws IOException, InterruptedException {
		List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:off", "-Xlog:class+load:file=" + log, "-cp",
				classPath(observed), ObservationRun.class.getName(), observed.name(), rounds);
		Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
		List<String> lines = new String(process.getInputStream().readAllBytes()).lines().toList();
		if (process.waitFor() != 0) {
			throw new IllegalStateException(observed + " has failed: " + lines);
		}
		return lines.stream()
			.filter((line) -> line.startsWith(RESULT))
			.map((line) -> line.substring(RESULT.length()).trim())
			.findFirst()
			.orElseThrow();
	}

	private static String classPath(Observed observed) {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> observed != Observed.ABSENT || !entry.contains("micrometer-core"))
			.collect(Collectors.joining(File.pathSeparator));
	}

	private static Set<String> classes(Path log) throws IOException {
		try (var lines = Files.lines(log)) {
			return lines.map(LOADED::matcher)
				.filter(Matcher::find)
				.map((line) -> line.group(1))
				.collect(Collectors.toCollection(TreeSet::new));
		}
	}

}
