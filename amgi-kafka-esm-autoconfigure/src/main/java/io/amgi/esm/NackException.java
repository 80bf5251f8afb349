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

package io.amgi.esm;

import java.util.List;

import io.amgi.server.RecordNack;

/**
 * Fails an invocation because of the records that were not acknowledged, so that Lambda
 * retries the batch. It has neither a cause nor suppressed exceptions: Lambda would
 * report them, including any values that they quote.
 */
public final class NackException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private static final int MAX_LINES = 100;

	private static final int MAX_LENGTH = 60_000;

	private final transient List<RecordNack> nacks;

	private NackException(String message, List<RecordNack> nacks) {
		super(message, null, false, true);
		this.nacks = nacks;
	}

	static NackException listing(List<RecordNack> nacks) {
		return new NackException(lines(nacks), nacks);
	}

	// If the first failure stops everything, the stopped records are many and carry no
	// information.
	static NackException countingStopped(List<RecordNack> nacks) {
		List<RecordNack> failed = nacks.stream().filter((nack) -> !nack.isStopped()).toList();
		int stopped = nacks.size() - failed.size();
		return (stopped == 0) ? listing(nacks)
				: new NackException(lines(failed) + "\nNot attempted after that: %d records".formatted(stopped), nacks);
	}

	// Lambda accepts errors of up to 6 MB. Its runtime client ends the process if an
	// error is larger.
	private static String lines(List<RecordNack> nacks) {
		StringBuilder lines = new StringBuilder();
		int count = 0;
		while (count < nacks.size() && count < MAX_LINES && lines.length() < MAX_LENGTH) {
			lines.append((count > 0) ? "\n" : "").append(nacks.get(count));
			count++;
		}
		return (count < nacks.size())
				? lines.append("\nFailed to process %d more records".formatted(nacks.size() - count)).toString()
				: lines.toString();
	}

	/**
	 * Returns the records that were not acknowledged, in the order of the event.
	 * @return the nacks
	 */
	public List<RecordNack> getNacks() {
		return this.nacks;
	}

}
