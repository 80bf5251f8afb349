package io.amgi.benchmarks.differential;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects observations about records in the order in which they are made.
 */
final class Facts {

	private final List<Fact> facts = new ArrayList<>();

	synchronized void add(String record, String text) {
		this.facts.add(new Fact(record, text));
	}

	/**
	 * Returns what was collected and starts afresh.
	 * @return the facts in their order
	 */
	synchronized List<Fact> take() {
		List<Fact> taken = List.copyOf(this.facts);
		this.facts.clear();
		return taken;
	}

	/**
	 * An observation about a record.
	 *
	 * @param id the id of the record
	 * @param text the observation in one line
	 */
	record Fact(String id, String text) {

	}

}
