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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import io.amgi.protocol.MessageSendEvent;
import io.amgi.protocol.NotCompletedException;

/**
 * Observes messages from their sending to their confirmation, and adds the trace context
 * to them.
 */
public final class SendObservations {

	private final ObservationRegistry registry;

	private final SendObservationConvention convention;

	private final ObservationFailures failures = new ObservationFailures();

	/**
	 * Creates an observer of messages.
	 * @param registry the registry of observations
	 * @param convention the convention of observations
	 */
	public SendObservations(ObservationRegistry registry, SendObservationConvention convention) {
		this.registry = registry;
		this.convention = convention;
	}

	/**
	 * Sends a message and observes it.
	 * @param message the message
	 * @param parent the observation that the message belongs to, or {@code null} for the
	 * current one
	 * @param send sends the message
	 * @param executor ends the observation
	 * @return completed after the confirmation, when the observation has ended
	 */
	CompletableFuture<Void> observe(MessageSendEvent message, @Nullable Observation parent,
			Function<MessageSendEvent, CompletableFuture<Void>> send, Executor executor) {
		SendObservationContext context = new SendObservationContext(message);
		Observation observation = AmgiObservation.SEND.observation(null, this.convention, () -> context, this.registry);
		if (parent != null) {
			observation.parentObservation(parent);
		}
		if (!this.failures.run(observation::start)) {
			return send.apply(message);
		}
		try {
			return send.apply(context.messageWithTraceContext())
				.whenCompleteAsync((confirmed, failure) -> end(observation, context, failure), executor);
		}
		catch (Throwable ex) {
			end(observation, context, ex);
			throw ex;
		}
	}

	private void end(Observation observation, SendObservationContext context, @Nullable Throwable failure) {
		this.failures.run(() -> stop(observation, context, failure));
	}

	private static void stop(Observation observation, SendObservationContext context, @Nullable Throwable failure) {
		Throwable cause = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		if (cause == null) {
			context.setOutcome("confirmed");
		}
		else {
			context.setOutcome((cause instanceof NotCompletedException) ? "not_confirmed" : "refused");
			observation.error(cause);
		}
		observation.stop();
	}

}
