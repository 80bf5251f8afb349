package io.amgi.consumer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The records that were handled, by the offsets of their first success.
 */
final class FaultLedger {

	private final Map<Integer, List<Long>> firsts = new HashMap<>();

	private final Set<String> seen = new HashSet<>();

	private final SplittableRandom random = new SplittableRandom(7);

	/**
	 * Handles a record, or fails at one in fifty attempts.
	 */
	void handle(String id) {
		if (fails()) {
			throw new IllegalStateException("failed on purpose");
		}
		succeeded(id);
	}

	private synchronized boolean fails() {
		return this.random.nextInt(50) == 0;
	}

	synchronized void succeeded(String id) {
		if (this.seen.add(id)) {
			String[] parts = id.split(":");
			this.firsts.computeIfAbsent(Integer.valueOf(parts[1]), (partition) -> new ArrayList<>())
				.add(Long.valueOf(parts[2]));
		}
	}

	synchronized int size() {
		return this.seen.size();
	}

	/**
	 * Asserts that each record succeeded, first in the order of its partition.
	 */
	synchronized void assertCompleteAndOrdered(int partitions, int perPartition) {
		assertThat(this.firsts).hasSize(partitions)
			.allSatisfy((partition, offsets) -> assertThat(offsets).hasSize(perPartition).isSorted());
	}

}
