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
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Numbers of letters by topic, channel, exception and hour.
 */
public final class RedriveHistogram {

	// Whoever writes letters may invent exceptions and times.
	private static final int MAX_BARS = 1_000;

	private static final String FILES = "(files)";

	private final Map<Bar, Long> counts = new TreeMap<>();

	void add(Letter letter, LetterRouting routing) {
		String topic = letter.isOfFile() ? FILES : letter.record().topic();
		String exception = Objects.requireNonNullElse(letter.headers().exception(), "unknown");
		Instant time = Instant.ofEpochMilli(Math.max(0, letter.publishedAt()));
		try {
			String channel = routing.channel(routing.route(letter).topic());
			add(new Bar(topic, channel, null, exception, hour(time)));
		}
		catch (UnusableLetterException ex) {
			add(new Bar(topic, null, ex.reason(), exception, hour(time)));
		}
	}

	void addFile(Instant time, String refusal) {
		add(new Bar(FILES, null, refusal, "unknown", hour(time)));
	}

	private static Instant hour(Instant time) {
		return time.truncatedTo(ChronoUnit.HOURS);
	}

	private void add(Bar bar) {
		boolean fits = this.counts.size() < MAX_BARS || this.counts.containsKey(bar);
		this.counts.merge(fits ? bar : bar.withoutDetails(), 1L, Long::sum);
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
	 * @param topic the dead letter topic, or {@code (files)}
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

		private Bar withoutDetails() {
			return new Bar(this.topic, this.channel, (this.refusal != null) ? "others" : null, "others", Instant.EPOCH);
		}

		private String addressee() {
			return (this.channel != null) ? this.channel : "!" + this.refusal;
		}

		@Override
		public int compareTo(Bar other) {
			return ORDER.compare(this, other);
		}

	}

}
