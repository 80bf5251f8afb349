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
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.amgi.internal.Throwables;

/**
 * Logs the first failure of a batch's observers. An observer must not fail a record.
 */
final class ObserverLog {

	private static final Log logger = LogFactory.getLog(BatchObserver.class);

	private final AtomicBoolean logged = new AtomicBoolean();

	<T extends @Nullable Object> @Nullable T call(Supplier<T> observer) {
		try {
			return observer.get();
		}
		catch (Throwable ex) {
			Throwables.throwIfFatal(ex);
			log(ex);
			return null;
		}
	}

	void run(Runnable observer) {
		call(() -> {
			observer.run();
			return null;
		});
	}

	private void log(Throwable failure) {
		if (this.logged.compareAndSet(false, true)) {
			logger.warn("Ignored the failure of an observer, as will be any further one of the batch", failure);
		}
	}

	void warnOfDelay() {
		logger.warn("Observers have not taken note of all records before the deadline");
	}

}
