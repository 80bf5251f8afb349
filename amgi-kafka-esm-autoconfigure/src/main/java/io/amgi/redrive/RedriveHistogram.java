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
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Numbers of letters by topic, channel, exception and hour.
 */
public final class RedriveHistogram {

	private static final int MAX_EXCEPTIONS = 100;

	private final Map<Bar, Long> counts = new TreeMap<>();

	private final Set<String> exceptions = new HashSet<>();

	void add(Letter letter, LetterRouting routing) {
		String channel = null;
		String refusal = null;
		try {
			channel = routing.channel(routing.route(letter).topic());
		}
		catch (UnusableLetterException ex) {
			refusal = ex.reason();
		}
		this.counts.merge(
				new Bar(letter.record().topic(), channel, refusal,
						Objects.requireNonNullElse(letter.headers().exception(), "unknown"),
						Instant.ofEpochMilli(Math.max(0, letter.publishedAt())).truncatedTo(ChronoUnit.HOURS)),
				1L, Long::sum);
	}

	// Whoever writes letters may invent exceptions.
	private String exception(Letter letter) {
		String exception = Objects.requireNonNullElse(letter.headers().exception(), "unknown");
		return (this.exceptions.size() < MAX_EXCEPTIONS || this.exceptions.contains(exception)) ? added(exception)
				: "others";
	}

	private String added(String exception) {
		this.exceptions.add(exception);
		return exception;
	}

	/**
	 * Returns the numbers.
	 * @return the number of letters of each kind
	 */
	public Map<Bar, Long> counts() {
		return this.counts;
	}

	/**
	 * Returns the number of all letters.
	 * @return the number
	 */
	public long total() {
		return this.counts.values().stream().mapToLong(Long::longValue).sum();
	}

	/**
	 * A kind of letters.
	 *
	 * @param topic the dead letter topic
	 * @param channel the channel, or {@code null} if the letter cannot be handled
	 * @param refusal the reason that keeps the letter from being handled, or {@code null}
	 * @param exception the class name of the exception
	 * @param hour the hour of the publication
	 */
	public record Bar(String topic, @Nullable String channel, @Nullable String refusal, String exception,
			Instant hour) implements Comparable<Bar> {

		private static final Comparator<Bar> ORDER = Comparator.comparing(Bar::topic)
			.thenComparing(Bar::addressee)
			.thenComparing(Bar::exception)
			.thenComparing(Bar::hour);

		private String addressee() {
			return (this.channel != null) ? this.channel : "!" + this.refusal;
		}

		@Override
		public int compareTo(Bar other) {
			return ORDER.compare(this, other);
		}

	}

}
