package io.amgi.benchmarks.startup;

import java.time.Duration;

import org.springframework.util.Assert;

import io.amgi.test.lambda.LambdaResult;
import io.amgi.test.lambda.LambdaRuntimeEmulator;

/**
 * How long one start took.
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
