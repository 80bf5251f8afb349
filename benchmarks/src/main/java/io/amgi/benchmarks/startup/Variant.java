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

package io.amgi.benchmarks.startup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The function with an optional feature, compared with the same libraries without it.
 */
enum Variant {

	/**
	 * Spring's ahead-of-time processing.
	 */
	AOT(null, "aot", "-Dspring.aot.enabled=true"),

	/**
	 * Spring Boot's metrics, without this library's observation.
	 */
	METRICS(null, "metrics", exclude("AmgiObservationAutoConfiguration")),

	/**
	 * Observation.
	 */
	OBSERVATION(METRICS, "metrics"),

	/**
	 * A database that the application itself uses when it starts.
	 */
	DATABASE(null, "jdbc", exclude("AmgiIdempotencyAutoConfiguration")),

	/**
	 * Idempotent handling, with the keys in that database.
	 */
	JDBC(DATABASE, "jdbc", "-Dspring.profiles.active=jdbc"),

	/**
	 * A channel for Avro.
	 */
	AVRO(null, "avro", "-Dspring.profiles.active=avro");

	private final @Nullable Variant base;

	private final String libraries;

	private final String[] jvmArguments;

	Variant(@Nullable Variant base, String libraries, String... jvmArguments) {
		this.base = base;
		this.libraries = libraries;
		this.jvmArguments = jvmArguments;
	}

	private static String exclude(String autoConfiguration) {
		return "-Dspring.autoconfigure.exclude=io.amgi.autoconfigure." + autoConfiguration;
	}

	/**
	 * Returns what to measure for these variants.
	 * @param variants the variants
	 * @param amgi the function without any
	 * @return the functions, each behind what it is compared with
	 */
	static List<Candidate> candidates(List<Variant> variants, Deployment amgi) {
		Map<Variant, Candidate> candidates = new LinkedHashMap<>();
		variants.forEach((variant) -> variant.addTo(candidates, amgi));
		List<Candidate> all = new ArrayList<>();
		all.add(new Candidate(amgi, amgi.name()));
		all.addAll(candidates.values());
		return all;
	}

	private void addTo(Map<Variant, Candidate> candidates, Deployment amgi) {
		if (this.base != null) {
			this.base.addTo(candidates, amgi);
		}
		String name = name().toLowerCase(Locale.ROOT);
		String base = (this.base != null) ? this.base.name().toLowerCase(Locale.ROOT) : amgi.name();
		candidates.put(this, new Candidate(amgi.with(name, this.jvmArguments).withLibraries(this.libraries), base));
	}

}
