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

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.amazonaws.services.lambda.runtime.Context;
import org.jspecify.annotations.Nullable;

import io.amgi.server.RecordNack;
import io.amgi.test.RecordId;

/**
 * Collects what the response of an invocation lacks from an application in this process:
 * the messages that were sent, and the reasons why records failed.
 */
public final class Observation {

	private final EventSourceMappingListener listener;

	private final Map<RecordId, String> reasons = new HashMap<>();

	Observation(EventSourceMappingListener listener) {
		this.listener = listener;
	}

	/**
	 * Returns an observation that nobody reads.
	 * @return the observation
	 */
	static Observation unobserved() {
		return new Observation(new EventSourceMappingListener() {
		});
	}

	/**
	 * Returns the observation of an invocation.
	 * @param context the invocation's context
	 * @return the observation, empty if the invocation is not observed
	 */
	public static Optional<Observation> of(@Nullable Context context) {
		return (context instanceof ObservedContext observed) ? Optional.of(observed.observation()) : Optional.empty();
	}

	/**
	 * Records a message that the application has sent, once it is confirmed.
	 * @param record the record that was received last when it was sent
	 * @param address the address that it was sent to
	 */
	public void sent(RecordId record, String address) {
		this.listener.sent(record, address);
	}

	/**
	 * Records why records were not acknowledged.
	 * @param nacks the nacks of the invocation
	 */
	public synchronized void nacked(List<RecordNack> nacks) {
		this.reasons.putAll(FailureReasons.byRecord(nacks));
	}

	/**
	 * Returns why records were not acknowledged.
	 * @return the reasons, empty if the function reports none
	 */
	synchronized Map<RecordId, String> reasons() {
		return Map.copyOf(this.reasons);
	}

}
