package io.amgi.test;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Which records the function gets: those that any of the patterns matches; without
 * patterns, all.
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
