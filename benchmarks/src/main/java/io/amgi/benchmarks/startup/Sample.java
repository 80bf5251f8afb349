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

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Sorted measurements of one quantity.
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
