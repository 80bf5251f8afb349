package io.amgi.server;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.amgi.server.StuckHandlers.StuckHandler;

/**
 * What happens when stuck handlers take up the whole concurrency: no later invocation
 * would get better, so Lambda shall replace the environment.
 */
enum StuckHandlerPolicy {

	/**
	 * End the JVM, as Lambda does after a time-out.
	 */
	EXIT {

		@Override
		void react(String message) {
			logger.error(message + ": ending this environment");
			// As Lambda would: without shutdown hooks, which may be stuck, too.
			Runtime.getRuntime().halt(1);
		}

	},

	/**
	 * Fail the invocation, since others run in the same JVM.
	 */
	FAIL {

		@Override
		void react(String message) {
			throw new IllegalStateException(message);
		}

	};

	private static final Log logger = LogFactory.getLog(StuckHandlerPolicy.class);

	abstract void react(String message);

	void check(StuckHandlers stuck, int concurrency) {
		List<StuckHandler> handlers = stuck.handlers();
		if (handlers.size() >= concurrency) {
			handlers.forEach((handler) -> logger.error(describe(handler.stackTrace())));
			react("%d handlers have outlived their invocations".formatted(handlers.size()));
		}
	}

	private static String describe(StackTraceElement[] stackTrace) {
		return Arrays.stream(stackTrace)
			.map((element) -> "\n\tat " + element)
			.collect(Collectors.joining("", "A handler is stuck", ""));
	}

}
