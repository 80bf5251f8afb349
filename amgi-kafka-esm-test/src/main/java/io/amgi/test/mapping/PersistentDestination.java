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

package io.amgi.test.mapping;

import java.time.Duration;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.amgi.test.mapping.OnFailureDestination.Failure;

/**
 * Sends to an on-failure destination, repeatedly if necessary, since a record that is in
 * neither place would be lost. Lambda's own behaviour is not documented.
 */
final class PersistentDestination {

	private static final Log logger = LogFactory.getLog(PersistentDestination.class);

	private final OnFailureDestination destination;

	private final Duration delay;

	private final StopSignal stop;

	PersistentDestination(OnFailureDestination destination, Duration delay, StopSignal stop) {
		this.destination = destination;
		this.delay = delay;
		this.stop = stop;
	}

	/**
	 * Returns whether records that are sent are kept.
	 * @return whether there is a destination
	 */
	boolean isPresent() {
		return this.destination != OnFailureDestination.NONE;
	}

	/**
	 * Sends a record, and waits until it is safe.
	 * @param failure the record
	 * @return {@code false} if the mapping was closed first
	 */
	boolean isSent(Failure failure) {
		while (!this.stop.isStopped()) {
			if (isTaken(failure)) {
				return true;
			}
			this.stop.pause(this.delay);
		}
		return false;
	}

	private boolean isTaken(Failure failure) {
		try {
			this.destination.send(failure);
			return true;
		}
		catch (Exception ex) {
			logger.error("Failed to send record " + failure.record().id() + " to its on-failure destination", ex);
			return false;
		}
	}

}
