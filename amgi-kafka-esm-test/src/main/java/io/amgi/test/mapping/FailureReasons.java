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
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.amgi.esm.NackException;
import io.amgi.server.RecordNack;
import io.amgi.test.RecordId;

/**
 * Extracts the reason of each record's failure from an exception of the function: the
 * nacks of a {@link NackException} anywhere in the chain of causes, or else the
 * exception's message for all records.
 */
final class FailureReasons implements Function<RecordId, String> {

	private static final String COMES_AGAIN = "redelivered with its batch";

	private static final String COMES_AGAIN_BEHIND = "redelivered behind ";

	private final String summary;

	private final String otherwise;

	private final Map<RecordId, String> reasons;

	private FailureReasons(String summary, String otherwise, Map<RecordId, String> reasons) {
		this.summary = summary;
		this.otherwise = otherwise;
		this.reasons = reasons;
	}

	static FailureReasons of(Throwable failure) {
		NackException nacks = findNacks(failure);
		if (nacks != null) {
			return of(nacks);
		}
		String message = failure.getMessage();
		if (failure instanceof RedriveException redrive) {
			return new FailureReasons(String.valueOf(message), COMES_AGAIN, redrive.reasons());
		}
		String reason = (message != null) ? message : failure.getClass().getName();
		return new FailureReasons(reason, reason, Map.of());
	}

	/**
	 * Returns the reason for records that are delivered again only because of another
	 * one.
	 * @param lowest the lowest record that the function has reported
	 * @return the reason
	 */
	static String behind(RecordId lowest) {
		return COMES_AGAIN_BEHIND + lowest;
	}

	/**
	 * Returns whether the function has acknowledged a record that is delivered again.
	 * @param reason the reason why it is delivered again
	 * @return whether the record itself has not failed
	 */
	static boolean isOfAcknowledged(String reason) {
		return reason.equals(COMES_AGAIN) || reason.startsWith(COMES_AGAIN_BEHIND);
	}

	private static FailureReasons of(NackException exception) {
		List<RecordNack> nacks = exception.getNacks();
		String summary = nacks.size() + ((nacks.size() == 1) ? " record" : " records") + " not acknowledged";
		return new FailureReasons(summary, COMES_AGAIN, byRecord(nacks));
	}

	/**
	 * Returns the reasons of nacks by record, without those of records that lack a topic
	 * or partition.
	 * @param nacks the nacks
	 * @return the reasons
	 */
	static Map<RecordId, String> byRecord(List<RecordNack> nacks) {
		Map<RecordId, String> reasons = new HashMap<>();
		for (RecordNack nack : nacks) {
			if (nack.topic() != null && nack.partition() != null) {
				reasons.put(new RecordId(nack.topic(), nack.partition(), nack.offset()), nack.message());
			}
		}
		return reasons;
	}

	private static @Nullable NackException findNacks(@Nullable Throwable failure) {
		if (failure == null || failure instanceof NackException) {
			return (NackException) failure;
		}
		return findNacks(failure.getCause());
	}

	@Override
	public String apply(RecordId record) {
		return this.reasons.getOrDefault(record, this.otherwise);
	}

	String summary() {
		return this.summary;
	}

}
