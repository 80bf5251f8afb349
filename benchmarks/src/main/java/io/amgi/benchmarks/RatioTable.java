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

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.openjdk.jmh.results.RunResult;

/**
 * Compares the benchmarks of a run in a Markdown table. Rows without figures are left
 * out.
 */
final class RatioTable {

	private static final List<Row> ROWS = List.of(
			ratio("decode / scan, event as a stream", "Decoding.decode", "Decoding.scanStream"),
			ratio("decode / scan, event in memory", "Decoding.decode", "Decoding.scanArray"),
			ratio("invoke, bytes / plain function", "Invoker.invoke BYTES_AMGI", "Invoker.invoke BYTES_PLAIN"),
			ratio("invoke, bound / plain function", "Invoker.invoke ORDERS_AMGI", "Invoker.invoke ORDERS_PLAIN"),
			ratio("invoke, Avro / plain function", "Invoker.invoke AVRO_AMGI", "Invoker.invoke AVRO_PLAIN"),
			small(100, "bound", "ORDERS"), small(10, "bound", "ORDERS"), small(1, "bound", "ORDERS"),
			small(100, "bytes", "BYTES"), small(10, "bytes", "BYTES"), small(1, "bytes", "BYTES"),
			new Row("framework per record (us, B)",
					(figures) -> (figures.of("Linearity.handle 10000") - figures.of("Linearity.decode 10000"))
							/ 10_000),
			new Row("all per record of 1,000 (us, B)", (figures) -> figures.of("Linearity.handle 1000") / 1_000),
			new Row("all per record of 10,000 (us, B)", (figures) -> figures.of("Linearity.handle 10000") / 10_000),
			new Row("per record, 10,000 / 1,000",
					(figures) -> figures.of("Linearity.handle 10000") / figures.of("Linearity.handle 1000") / 10),
			new Row("100 records (us, B)", (figures) -> figures.of("Linearity.handle 100")),
			new Row("10 records (us, B)", (figures) -> figures.of("Linearity.handle 10")),
			new Row("1 record, the fixed cost (us, B)", (figures) -> figures.of("Linearity.handle 1")));

	private final Map<String, Figures> columns = new LinkedHashMap<>();

	private static Row ratio(String name, String some, String other) {
		return new Row(name, (figures) -> figures.of(some) / figures.of(other));
	}

	private static Row small(int records, String payload, String invoked) {
		String some = "SmallBatch.invoke %s_%s " + records;
		return ratio("invoke, %d %s / plain function".formatted(records, payload), some.formatted(invoked, "AMGI"),
				some.formatted(invoked, "PLAIN"));
	}

	void add(String compiler, Collection<RunResult> results) {
		this.columns.put(compiler + " time", new Figures(results, Measured.TIME));
		this.columns.put(compiler + " allocation", new Figures(results, Measured.ALLOCATION));
	}

	@Override
	public String toString() {
		String head = "| |" + this.columns.keySet().stream().map(" %s |"::formatted).collect(Collectors.joining());
		return Stream.concat(Stream.of(head, "|---|" + "---|".repeat(this.columns.size())), rows())
			.collect(Collectors.joining("\n"));
	}

	private Stream<String> rows() {
		return ROWS.stream()
			.map((row) -> "| " + row.name() + " |"
					+ this.columns.values()
						.stream()
						.map((figures) -> cell(row.value().apply(figures)))
						.collect(Collectors.joining()))
			.filter((row) -> !row.contains(" - "));
	}

	private static String cell(double value) {
		if (Double.isNaN(value)) {
			return " - |";
		}
		return String.format(Locale.ROOT, (value < 100) ? " %.2f |" : " %,.0f |", value);
	}

	/**
	 * A row.
	 *
	 * @param name the name of the comparison
	 * @param value computes a cell
	 */
	private record Row(String name, Function<Figures, Double> value) {

	}

	/**
	 * The figures of a column.
	 *
	 * @param results the results of a run
	 * @param measured the quantity in this column
	 */
	private record Figures(Collection<RunResult> results, Measured measured) {

		double of(String benchmark) {
			return this.results.stream()
				.filter((result) -> benchmark.equals(name(result)))
				.mapToDouble(this.measured.score)
				.findFirst()
				.orElse(Double.NaN);
		}

		private static String name(RunResult result) {
			String[] names = result.getParams().getBenchmark().split("\\.");
			String name = names[names.length - 2].replace("Benchmark", "") + "." + names[names.length - 1];
			return Stream
				.concat(Stream.of(name), result.getParams().getParamsKeys().stream().map(result.getParams()::getParam))
				.collect(Collectors.joining(" "));
		}

	}

}
