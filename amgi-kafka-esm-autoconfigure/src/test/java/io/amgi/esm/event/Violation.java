package io.amgi.esm.event;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A place where an event is not as the contract demands.
 *
 * @param expectation what was expected
 * @param path the JSON path of the place
 * @param offset the number of bytes before the place
 */
record Violation(String expectation, String path, long offset) {

	/**
	 * Returns the violation to report.
	 * @param violations the violations of one event or record
	 * @return the first one in the document
	 */
	static Optional<Violation> first(Stream<Violation> violations) {
		return violations.min(Comparator.comparingLong(Violation::offset));
	}

}
