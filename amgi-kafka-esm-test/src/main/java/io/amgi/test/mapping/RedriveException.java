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

package io.amgi.test.mapping;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

import io.amgi.test.RecordId;

/**
 * Thrown if documents have failed again. Their failures are suppressed exceptions.
 */
class RedriveException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	private final transient Map<RecordId, String> reasons = new HashMap<>();

	RedriveException(Map<RecordId, Exception> failures, int documents) {
		super("%d of %d documents have failed again: %s".formatted(failures.size(), documents,
				failures.entrySet()
					.stream()
					.map((failure) -> failure.getKey() + " (" + reason(failure.getValue()) + ")")
					.collect(Collectors.joining(", "))));
		failures.forEach((document, failure) -> {
			this.reasons.put(document, reason(failure));
			addSuppressed(failure);
		});
	}

	private static String reason(Exception failure) {
		return (failure.getMessage() != null) ? failure.getMessage() : failure.getClass().getName();
	}

	Map<RecordId, String> reasons() {
		return Map.copyOf(this.reasons);
	}

}
