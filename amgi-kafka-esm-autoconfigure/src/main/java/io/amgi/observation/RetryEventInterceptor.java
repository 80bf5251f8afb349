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

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import io.amgi.handler.ChannelCall;
import io.amgi.handler.ChannelDescriptor;
import io.amgi.handler.ChannelInterceptor;
import io.amgi.handler.Interception;
import io.amgi.observation.AmgiObservation.ProcessEvents;

/**
 * Signals each retry of a channel method to the observation that it belongs to. Must be
 * inside of the interceptor that retries.
 */
public final class RetryEventInterceptor implements ChannelInterceptor {

	private static final ObservationFailures failures = new ObservationFailures();

	private final ObservationRegistry registry;

	/**
	 * Creates an interceptor.
	 * @param registry the registry of observations
	 */
	public RetryEventInterceptor(ObservationRegistry registry) {
		this.registry = registry;
	}

	// An interceptor adds a cost to every call, even if nothing is observed.
	@Override
	public boolean supports(ChannelDescriptor channel) {
		return !this.registry.isNoop();
	}

	@Override
	public @Nullable Interception open(ChannelCall call) {
		ObservedBatch batch = ObservedBatch.current();
		Observation process = (batch != null) ? batch.processOf(call.messages().get(0).getEvent().id()) : null;
		return (process != null) ? new Attempts(process) : null;
	}

	/**
	 * The attempts of one call, which come one after another.
	 */
	private static final class Attempts implements Interception {

		private final Observation process;

		private volatile boolean attempted;

		Attempts(Observation process) {
			this.process = process;
		}

		@Override
		public void invoke(Handling next) throws Exception {
			if (this.attempted) {
				failures.run(() -> this.process.event(ProcessEvents.RETRY));
			}
			this.attempted = true;
			next.proceed();
		}

	}

}
