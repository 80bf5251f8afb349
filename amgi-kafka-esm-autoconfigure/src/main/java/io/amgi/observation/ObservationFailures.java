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
