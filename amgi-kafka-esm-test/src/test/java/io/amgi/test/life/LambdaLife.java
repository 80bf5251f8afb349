package io.amgi.test.life;

import java.time.Duration;
import java.util.List;

import io.amgi.test.LambdaCall;
import io.amgi.test.LambdaRuntimeBuilder;
import io.amgi.test.LambdaRuntimeEmulator;

/**
 * What the tests of a function's life have in common.
 */
final class LambdaLife {

	static final String REGISTER = "/2020-01-01/extension/register";

	static final String EXTENSION_NEXT = "/2020-01-01/extension/event/next";

	static final String INVOCATION_NEXT = "/2018-06-01/runtime/invocation/next";

	static final String INIT_ERROR = "/2018-06-01/runtime/init/error";

	static final Duration SOON = Duration.ofSeconds(30);

	private LambdaLife() {
	}

	/**
	 * Prepares a function. It has far more time for its end than Lambda grants, since a
	 * test machine may be busy.
	 * @param mainClass the application
	 * @return the builder
	 */
	static LambdaRuntimeBuilder of(Class<?> mainClass) {
		return LambdaRuntimeEmulator.onClassPath()
			.mainClass(mainClass)
			.environment("SPRING_AMGI_ON_NACK", "error")
			.environment("SPRING_AMGI_LIFESPAN_SHUTDOWNTIMEOUT", "20s")
			.shutdownGrace(SOON);
	}

	static List<String> paths(LambdaRuntimeEmulator lambda) {
		return lambda.calls().stream().map(LambdaCall::path).toList();
	}

	/**
	 * What the function has said of its life.
	 * @param lambda the function
	 * @return the words, in their order
	 */
	static List<String> said(LambdaRuntimeEmulator lambda) {
		return lambda.output()
			.lines()
			.filter((line) -> line.contains("life: "))
			.map((line) -> line.substring(line.indexOf("life: ") + 6))
			.toList();
	}

}
