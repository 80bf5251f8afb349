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

package io.amgi.autoconfigure;

import java.lang.Thread.UncaughtExceptionHandler;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Makes a redrive whose application cannot start end with the exit code of one that could
 * not run. By default, the JVM would end with 1, the code for letters that failed again.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class RedriveStartupFailureReporter implements SpringBootExceptionReporter {

	private final @Nullable ConfigurableApplicationContext context;

	/**
	 * Creates a reporter.
	 * @param context the context that failed, or {@code null} if there is none yet
	 */
	RedriveStartupFailureReporter(@Nullable ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Prepares the exit, and leaves the report to others.
	 */
	@Override
	public boolean reportException(Throwable failure) {
		if (this.context != null && OnRedriveCondition.isRedrive(this.context.getEnvironment())) {
			new BootHandler().install(failure);
			Thread thread = Thread.currentThread();
			thread.setUncaughtExceptionHandler(exitAfter(thread.getUncaughtExceptionHandler(), failure));
		}
		return false;
	}

	// Only a main method that the failure ends may end the JVM: tests catch it.
	private static UncaughtExceptionHandler exitAfter(UncaughtExceptionHandler handler, Throwable failure) {
		return (thread, ex) -> {
			try {
				handler.uncaughtException(thread, ex);
			}
			finally {
				if (ex == failure || ex.getCause() == failure) {
					System.exit(RedriveRunner.NOT_RUN);
				}
			}
		};
	}

	/**
	 * Installs Spring Boot's own handler, which would otherwise be the outer one, and
	 * keep failures that were reported to itself.
	 */
	private static final class BootHandler extends SpringApplication {

		void install(Throwable failure) {
			registerLoggedException(failure);
		}

	}

}
