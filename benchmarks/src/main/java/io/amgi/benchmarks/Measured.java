package io.amgi.benchmarks;

import java.util.Objects;
import java.util.function.ToDoubleFunction;

import org.openjdk.jmh.results.RunResult;

/**
 * What is measured of a benchmark.
 */
enum Measured {

	/**
	 * Microseconds.
	 */
	TIME((result) -> result.getPrimaryResult().getScore()),

	/**
	 * Bytes.
	 */
	ALLOCATION((result) -> Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm")).getScore());

	final ToDoubleFunction<RunResult> score;

	Measured(ToDoubleFunction<RunResult> score) {
		this.score = score;
	}

}
