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

import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the benchmarks under both compilers and prints how they compare. Takes JMH's
 * arguments, such as the name of a benchmark or {@code -f 1}.
 */
public final class Benchmarks {

	// The compilers of Lambda's managed runtimes, and those of containers and SnapStart.
	private static final Map<String, String[]> COMPILERS = Map.of("C1",
			new String[] { "-XX:+UseSerialGC", "-Xmx1g", "-XX:TieredStopAtLevel=1" }, "C2",
			new String[] { "-XX:+UseSerialGC", "-Xmx1g" });

	private Benchmarks() {
	}

	/**
	 * Runs the benchmarks.
	 * @param args the arguments of JMH
	 * @throws RunnerException if one fails
	 * @throws CommandLineOptionException if an argument is unknown
	 */
	public static void main(String[] args) throws RunnerException, CommandLineOptionException {
		RatioTable table = new RatioTable();
		for (String compiler : new String[] { "C1", "C2" }) {
			table.add(compiler,
					new Runner(new OptionsBuilder().parent(new CommandLineOptions(args))
						.jvmArgs(COMPILERS.get(compiler))
						.mode(Mode.AverageTime)
						.timeUnit(TimeUnit.MICROSECONDS)
						.warmupTime(TimeValue.seconds(1))
						.measurementTime(TimeValue.seconds(1))
						.shouldFailOnError(true)
						.addProfiler(GCProfiler.class)
						.build()).run());
		}
		System.out.println(table);
	}

}
