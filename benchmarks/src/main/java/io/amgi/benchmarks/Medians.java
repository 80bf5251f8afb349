package io.amgi.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * The middle of several measurements, and the measuring side by side.
 */
final class Medians {

	private Medians() {
	}

	/**
	 * Measures in turns, so that what disturbs one disturbs all.
	 * @param warmUp how many rounds do not count
	 * @param rounds how many rounds count
	 * @param measurements what to measure
	 * @return their medians
	 */
	static long[] alternating(int warmUp, int rounds, LongSupplier... measurements) {
		Random random = new Random(rounds);
		List<long[]> all = new ArrayList<>();
		for (int round = 0; round < warmUp + rounds; round++) {
			all.add(round(random, measurements));
		}
		List<long[]> counted = all.subList(warmUp, all.size());
		long[] medians = new long[measurements.length];
		for (int i = 0; i < medians.length; i++) {
			int column = i;
			medians[i] = of(counted, (round) -> round[column]);
		}
		return medians;
	}

	// In any order: what waits leaves cold cores to what comes next.
	private static long[] round(Random random, LongSupplier... measurements) {
		List<Integer> order = new ArrayList<>(IntStream.range(0, measurements.length).boxed().toList());
		Collections.shuffle(order, random);
		long[] measured = new long[measurements.length];
		order.forEach((next) -> measured[next] = measurements[next].getAsLong());
		return measured;
	}

	static <T> long of(List<T> measurements, ToLongFunction<T> value) {
		return measurements.stream()
			.map(value::applyAsLong)
			.sorted(Comparator.naturalOrder())
			.skip(measurements.size() / 2)
			.findFirst()
			.orElseThrow();
	}

}
