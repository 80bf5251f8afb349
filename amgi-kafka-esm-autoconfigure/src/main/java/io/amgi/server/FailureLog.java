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

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;

import io.amgi.internal.LogText;
import io.amgi.internal.RecordsLog;
import io.amgi.protocol.NotCompletedException;

/**
 * Logs the stack traces behind an invocation's nacks, as many as a person would read.
 */
final class FailureLog {

	private static final Log logger = RecordsLog.get();

	private static final int MAX_TRACES = 10;

	private final DeadLetters deadLetters;

	private final AtomicInteger traces = new AtomicInteger();

	private final AtomicBoolean ignored = new AtomicBoolean();

	FailureLog(DeadLetters deadLetters) {
		this.deadLetters = deadLetters;
	}

	/**
	 * Logs a cause that has a stack trace.
	 * @param id the record that was nacked, or the first one of several
	 * @param cause why it was
	 */
	void log(String id, @Nullable Throwable cause) {
		// The exception around a fault of the deployment has no trace.
		logTrace(id, (cause instanceof NotCompletedException && cause.getCause() instanceof LinkageError error) ? error
				: cause);
	}

	private void logTrace(String id, @Nullable Throwable cause) {
		if (cause != null && this.traces.get() < MAX_TRACES && hasTrace(cause)
				&& this.traces.incrementAndGet() <= MAX_TRACES) {
			logOrName("Couldn't process record " + LogText.of(id), cause);
		}
	}

	/**
	 * Logs that a dead letter was not published.
	 * @param id the record
	 * @param reason the reason
	 */
	void logUnpublished(String id, String reason) {
		logger.warn("Couldn't publish record %s as a dead letter: %s".formatted(LogText.of(id), LogText.of(reason)));
	}

	/**
	 * Logs that a decision came too late, once per batch.
	 * @param type the type of the event
	 * @param id the record
	 */
	void logIgnored(String type, String id) {
		if (this.ignored.compareAndSet(false, true)) {
			logger.warn("Ignored '%s' sent for '%s' after the end of its scope, as will be any further one"
				.formatted(type, LogText.of(id)));
		}
	}

	// The log reports exceptions whose own methods throw.
	private static boolean hasTrace(Throwable cause) {
		try {
			return cause.getStackTrace().length > 0;
		}
		catch (Throwable ex) {
			return true;
		}
	}

	// Logging frameworks call methods of the cause and its causes, which may throw.
	// Logging a failure must not cause another one.
	private void logOrName(String failure, Throwable cause) {
		try {
			write(failure, cause);
		}
		catch (Throwable ex) {
			logger.error("%s: %s, which cannot be logged because of %s".formatted(failure, cause.getClass().getName(),
					ex.getClass().getName()));
		}
	}

	// A record that is delivered again may succeed, so this is not an error yet.
	private void write(String failure, Throwable cause) {
		if (cause instanceof Exception && this.deadLetters.leaveToRedelivery(cause)) {
			logger.warn(failure, cause);
		}
		else {
			logger.error(failure, cause);
		}
	}

}
