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
