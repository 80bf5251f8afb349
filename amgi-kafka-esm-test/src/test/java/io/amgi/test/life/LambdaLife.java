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

package io.amgi.test.life;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

import io.amgi.test.lambda.LambdaCall;
import io.amgi.test.lambda.LambdaRuntimeBuilder;
import io.amgi.test.lambda.LambdaRuntimeEmulator;

/**
 * Common parts of the tests of a function's lifecycle.
 */
final class LambdaLife {

	static final String REGISTER = "/2020-01-01/extension/register";

	static final String EXTENSION_NEXT = "/2020-01-01/extension/event/next";

	static final String INVOCATION_NEXT = "/2018-06-01/runtime/invocation/next";

	static final String INIT_ERROR = "/2018-06-01/runtime/init/error";

	static final Duration SOON = Duration.ofSeconds(30);

	private static final Pattern SAID = Pattern.compile("life: (.*) @(\\S+)");

	private LambdaLife() {
	}

	/**
	 * Prepares a function. It has far more time to end than Lambda grants, since the test
	 * machine may be busy.
	 * @param mainClass the application
	 * @return the builder
	 */
	static LambdaRuntimeBuilder of(Class<?> mainClass) {
		return withoutMoreTime(mainClass).environment("SPRING_AMGI_LIFESPAN_SHUTDOWNTIMEOUT", "20s");
	}

	/**
	 * Prepares a function that keeps to Lambda's time limits itself. It is killed far
	 * later.
	 * @param mainClass the application
	 * @return the builder
	 */
	static LambdaRuntimeBuilder withoutMoreTime(Class<?> mainClass) {
		return LambdaRuntimeEmulator.onClassPath()
			.mainClass(mainClass)
			.environment("SPRING_AMGI_ON_NACK", "error")
			.shutdownGrace(SOON);
	}

	static List<String> paths(LambdaRuntimeEmulator lambda) {
		return lambda.calls().stream().map(LambdaCall::path).toList();
	}

	/**
	 * Returns the lifecycle events that the function has printed.
	 * @param lambda the function
	 * @return the events, in their order
	 */
	static List<String> said(LambdaRuntimeEmulator lambda) {
		return said(lambda, 1);
	}

	/**
	 * Returns the times of the lifecycle events that the function has printed.
	 * @param lambda the function
	 * @return the times, in the order of the events
	 */
	static List<Instant> times(LambdaRuntimeEmulator lambda) {
		return said(lambda, 2).stream().map(Instant::parse).toList();
	}

	private static List<String> said(LambdaRuntimeEmulator lambda, int group) {
		return SAID.matcher(lambda.output()).results().map((said) -> said.group(group)).toList();
	}

}
