package io.amgi.test.mapping;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Which records the function gets: those that any of the patterns matches; without
 * patterns, all.
 * <p>
 * [D] A pattern is of the record's {@code value} alone. It is an object for values that
 * are JSON objects, all of whose fields must match, or a list of rules for values that
 * are plain strings; a value of the other kind, or one that is not UTF-8, is kept away.
 * [A] So are tombstones, and JSON that is no object is a plain string.
 * <p>
 * Of AWS's rules, any of which in a list may match, there are: strings, numbers,
 * {@code true}, {@code false} and {@code null} for equality, {@code prefix},
 * {@code suffix}, {@code anything-but}, {@code numeric} and {@code exists}. Others, such
 * as {@code equals-ignore-case}, {@code $or} and {@code anything-but} with a
 * {@code prefix}, are refused. [A] A list in a value matches where any of its elements
 * does; an object in a list must match alone, in all fields that the pattern has for it.
 */
public final class FilterCriteria {

	private static final FilterCriteria NONE = new FilterCriteria(List.of());

	private final List<FilterPattern> patterns;

	private FilterCriteria(List<FilterPattern> patterns) {
		this.patterns = patterns;
	}

	static FilterCriteria none() {
		return NONE;
	}

	/**
	 * Criteria with the given patterns.
	 * @param patterns the patterns' JSON, such as
	 * <code>{"value": {"device": [{"prefix": "AB"}]}}</code>
	 * @return the criteria
	 */
	public static FilterCriteria of(String... patterns) {
		return new FilterCriteria(Stream.of(patterns).map(FilterPattern::parse).toList());
	}

	boolean matches(byte @Nullable [] value) {
		return this.patterns.isEmpty() || this.patterns.stream().anyMatch((pattern) -> pattern.matches(value));
	}

}
