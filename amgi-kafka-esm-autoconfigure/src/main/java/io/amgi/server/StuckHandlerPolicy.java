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

package io.amgi.server;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.amgi.server.StuckHandlers.StuckHandler;

/**
 * Decides what happens when stuck handlers take up the whole concurrency: no later
 * invocation would get better, so Lambda shall replace the environment.
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
