package io.amgi.observation;

import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Keeps what conventions and handlers of observations throw from the application that is
 * observed. The first failure is a warning, further ones are for debugging.
 */
final class ObservationFailures {

	private static final Log logger = LogFactory.getLog(ObservationFailures.class);

	private final AtomicBoolean warned = new AtomicBoolean();

	/**
	 * Runs what may fail.
	 * @param task the task
	 * @return whether it has not failed
	 */
	boolean run(Runnable task) {
		try {
			task.run();
			return true;
		}
		catch (RuntimeException ex) {
			if (this.warned.compareAndSet(false, true)) {
				logger.warn("An observation has failed", ex);
			}
			else {
				logger.debug("An observation has failed", ex);
			}
			return false;
		}
	}

}
