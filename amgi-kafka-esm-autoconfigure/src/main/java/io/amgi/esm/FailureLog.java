package io.amgi.esm;

import java.util.concurrent.atomic.AtomicInteger;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Logs the stack traces behind an invocation's nacks, as many as a person would read.
 */
final class FailureLog {

	private static final Log logger = LogFactory.getLog(FailureLog.class);

	private static final int MAX_TRACES = 10;

	private final AtomicInteger traces = new AtomicInteger();

	/**
	 * Logs a cause that has a stack trace.
	 * @param id the record that was nacked, or the first one of several
	 * @param cause why it was
	 */
	void log(String id, @Nullable Throwable cause) {
		if (cause != null && this.traces.get() < MAX_TRACES && cause.getStackTrace().length > 0
				&& this.traces.incrementAndGet() <= MAX_TRACES) {
			logger.error("Couldn't process record " + LogText.of(id), cause);
		}
	}

}
