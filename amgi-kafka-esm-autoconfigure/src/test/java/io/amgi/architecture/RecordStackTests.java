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

package io.amgi.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.amgi.channel.AmgiChannel;
import io.amgi.esm.EventJson;
import io.amgi.lambda.InvokedFunction;
import io.amgi.protocol.AmgiMiddleware;
import io.amgi.protocol.MessageAckEvent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the stack of a record's handler with the table in CONTRIBUTING. The stack may
 * only become shorter.
 */
class RecordStackTests {

	private static final Collection<String> seen = new ConcurrentLinkedQueue<>();

	@Test
	void classesOnTheStackAreThoseThatContributingNames() throws IOException {
		try (InvokedFunction function = InvokedFunction.start(Application.class)) {
			function.invoke(EventJson.event().record("orders", 0, 1).value("x"));
		}
		assertThat(new LinkedHashSet<>(seen)).containsExactlyInAnyOrderElementsOf(documented())
			.hasSizeLessThanOrEqualTo(8);
	}

	private static Set<String> documented() throws IOException {
		String contributing = Files.readString(Path.of("..", "CONTRIBUTING.md"));
		String section = contributing.substring(contributing.indexOf("## The way of a record"));
		return Pattern.compile("^\\| `(\\w+)` \\|", Pattern.MULTILINE)
			.matcher(section)
			.results()
			.map((MatchResult row) -> row.group(1))
			.collect(Collectors.toSet());
	}

	private static void look() {
		List<String> classes = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
			.walk((frames) -> frames.map(StackWalker.StackFrame::getDeclaringClass)
				.filter((type) -> type.getName().startsWith("io.amgi."))
				.filter((type) -> !isTest(type))
				.map(RecordStackTests::topLevelName)
				.toList());
		seen.addAll(classes);
	}

	private static boolean isTest(Class<?> type) {
		return type.getProtectionDomain().getCodeSource().getLocation().getPath().contains("test-classes");
	}

	private static String topLevelName(Class<?> type) {
		return Stream.<Class<?>>iterate(type, (outer) -> outer != null, Class::getEnclosingClass)
			.reduce((inner, outer) -> outer)
			.orElseThrow()
			.getSimpleName()
			.replaceFirst("\\$.*", "");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = ObservationAutoConfiguration.class)
	static class Application {

		@Bean
		AmgiMiddleware looking() {
			return (application) -> (scope, receive, send) -> application.call(scope, receive, (event) -> {
				if (event instanceof MessageAckEvent) {
					look();
				}
				return send.send(event);
			});
		}

		@AmgiChannel("orders")
		void handle(String value) {
			look();
		}

	}

}
