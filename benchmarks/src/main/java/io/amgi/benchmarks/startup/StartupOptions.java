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

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.util.StringUtils;

/**
 * Command-line options of the programs in this package.
 *
 * @param root the repository
 * @param java the JVM to run functions in, {@code --java}
 * @param tier how far to compile, {@code --tier}: 1 for C1 only as in Lambda's java17 and
 * java21, 4 for C2 as well
 * @param rounds how often to measure, {@code --rounds}
 * @param restored whether to measure from the restore of a snapshot, {@code --restored}
 * @param primingTimeout how long priming may take, {@code --priming-timeout}
 * @param variants optional features to measure, {@code --variants}
 */
record StartupOptions(Path root, Path java, int tier, int rounds, boolean restored, String primingTimeout,
		List<Variant> variants) {

	static StartupOptions of(String[] args, int rounds) {
		// Of this process, which runs a broker; functions log as they are configured.
		LoggingSystem.get(StartupOptions.class.getClassLoader())
			.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
		ApplicationArguments arguments = new DefaultApplicationArguments(args);
		Path ownJava = Path.of(System.getProperty("java.home"), "bin", "java");
		return new StartupOptions(Path.of("..").toAbsolutePath().normalize(),
				Path.of(value(arguments, "java", ownJava.toString())), number(arguments, "tier", 1),
				number(arguments, "rounds", rounds), arguments.containsOption("restored"),
				value(arguments, "priming-timeout", "10s"), variants(value(arguments, "variants", "")));
	}

	private static List<Variant> variants(String names) {
		return StringUtils.commaDelimitedListToSet(names)
			.stream()
			.map((name) -> Variant.valueOf(name.toUpperCase(Locale.ROOT)))
			.toList();
	}

	private static int number(ApplicationArguments arguments, String name, int defaultValue) {
		return Integer.parseInt(value(arguments, name, Integer.toString(defaultValue)));
	}

	private static String value(ApplicationArguments arguments, String name, String defaultValue) {
		@Nullable List<String> values = arguments.getOptionValues(name);
		return (values != null && !values.isEmpty()) ? values.get(0) : defaultValue;
	}

}
