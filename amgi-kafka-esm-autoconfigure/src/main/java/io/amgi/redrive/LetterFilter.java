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

package io.amgi.redrive;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Chooses letters by their exception and the time at which they were published.
 *
 * @param exceptions full or simple class names, empty for any
 * @param since the earliest time, or {@code null}
 * @param until the time before which letters were published, or {@code null}
 */
record LetterFilter(List<String> exceptions, @Nullable Instant since,
		@Nullable Instant until) implements Predicate<Letter> {

	@Override
	public boolean test(Letter letter) {
		return isInTime(letter.publishedAt())
				&& (this.exceptions.isEmpty() || letter.exceptions().stream().anyMatch(this::names));
	}

	private boolean isInTime(long time) {
		return (this.since == null || time >= this.since.toEpochMilli())
				&& (this.until == null || time < this.until.toEpochMilli());
	}

	private boolean names(String exception) {
		return this.exceptions.contains(exception)
				|| this.exceptions.contains(exception.substring(exception.lastIndexOf('.') + 1));
	}

}
