package io.amgi.benchmarks.startup;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What was measured of one thing, sorted.
 *
 * @param values the measurements
 */
record Sample(List<Double> values) {

	static <T> Sample of(List<T> measurements, ToDoubleFunction<T> value) {
		return new Sample(measurements.stream().map(value::applyAsDouble).sorted().toList());
	}

	double median() {
		return quantile(0.5);
	}

	double quantile(double part) {
		return this.values.get((int) (part * (this.values.size() - 1)));
	}

}
