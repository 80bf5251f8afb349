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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Measurements that are taken side by side, in a new random order for each round. A
 * disturbance affects a whole round, and no measurement gains by its position.
 * Comparisons are made within rounds.
 */
final class Rounds {

	private final List<long[]> rounds = new ArrayList<>();

	private Rounds() {
	}

	/**
	 * Measures.
	 * @param warmUp the number of rounds that do not count
	 * @param rounds the number of rounds that count
	 * @param measurements the measurements, in nanoseconds
	 * @return the rounds that count
	 */
	static Rounds measure(int warmUp, int rounds, LongSupplier... measurements) {
		Random random = new Random(1);
		List<Integer> order = new ArrayList<>(IntStream.range(0, measurements.length).boxed().toList());
		Rounds counted = new Rounds();
		for (int round = 0; round < warmUp + rounds; round++) {
			Collections.shuffle(order, random);
			long[] measured = new long[measurements.length];
			order.forEach((next) -> measured[next] = measurements[next].getAsLong());
			if (round >= warmUp) {
				counted.rounds.add(measured);
			}
		}
		return counted;
	}

	/**
	 * Returns the median of a measurement.
	 * @param measurement the measurement's index
	 * @return microseconds
	 */
	double micros(int measurement) {
		return median((round) -> round[measurement] / 1e3);
	}

	/**
	 * Returns the median difference between a measurement and another one of the same
	 * round.
	 * @param measurement the measurement's index
	 * @param other the other's index
	 * @return microseconds
	 */
	double difference(int measurement, int other) {
		return median((round) -> (round[measurement] - round[other]) / 1e3);
	}

	/**
	 * Returns the median ratio of a measurement to another one of the same round.
	 * @param measurement the measurement's index
	 * @param other the other's index
	 * @return the ratio
	 */
	double ratio(int measurement, int other) {
		return median((round) -> (double) round[measurement] / round[other]);
	}

	double median(ToDoubleFunction<long[]> value) {
		double[] sorted = this.rounds.stream().mapToDouble(value).toArray();
		Arrays.sort(sorted);
		return sorted[sorted.length / 2];
	}

}
