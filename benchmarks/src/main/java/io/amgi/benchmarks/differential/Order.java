package io.amgi.benchmarks.differential;

import java.util.List;

/**
 * A payload that is read from JSON.
 */
record Order(String id, long cents, List<Line> lines) {

	/**
	 * A line of an order.
	 */
	record Line(String item, int count) {

	}

}
