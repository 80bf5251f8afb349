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

import java.time.Duration;

import org.springframework.util.Assert;

import io.amgi.test.lambda.LambdaResult;
import io.amgi.test.lambda.LambdaRuntimeEmulator;

/**
 * Duration of one start.
 *
 * @param init from the start of the process until the runtime, and each extension, had
 * asked for an event
 * @param first the first invocation
 */
record Start(Duration init, Duration first) {

	private static final String SUCCESS = "{\"batchItemFailures\":[]}";

	static Start of(Deployment deployment, StartupOptions options, byte[] event) {
		try (LambdaRuntimeEmulator lambda = deployment.start(options)) {
			long before = System.nanoTime();
			LambdaResult result = lambda.invoke(event);
			Duration first = Duration.ofNanos(System.nanoTime() - before);
			check(result);
			return new Start(lambda.initDuration(), first);
		}
	}

	static void check(LambdaResult result) {
		Assert.state(result.response() != null && result.text().equals(SUCCESS),
				() -> "The function did not succeed: " + result + " " + result.error());
	}

	Duration all() {
		return this.init.plus(this.first);
	}

}
