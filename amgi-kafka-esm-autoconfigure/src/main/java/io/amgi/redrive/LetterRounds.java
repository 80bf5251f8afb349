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

package io.amgi.redrive;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

import io.amgi.protocol.NotCompletedException;
import io.amgi.server.BatchOutcome;
import io.amgi.server.InboundRecord;
import io.amgi.server.RecordNack;

/**
 * Handles the records of a batch until each is acknowledged or published again. Records
 * that were not handled to their end come once more, as long as others succeed.
 */
final class LetterRounds {

	private static final long MAX_FRUITLESS = 4;

	private final RedriveHandler handler;

	private final Duration timeout;

	/**
	 * Creates rounds.
	 * @param handler handles records
	 * @param timeout the time that a round may take
	 */
	LetterRounds(RedriveHandler handler, Duration timeout) {
		this.handler = handler;
		this.timeout = timeout;
	}

	/**
	 * Handles a batch.
	 * @param batch the batch
	 * @param share the share of the letters that this run has
	 * @return the numbers
	 * @throws RedriveException if records cannot be handled
	 */
	RedriveSummary handle(LetterBatch batch, LetterShare share) {
		RedriveSummary summary = RedriveSummary.NONE;
		BackOffExecution backOff = backOff().start();
		while (!batch.isDone()) {
			List<RedriveRecord> records = batch.next();
			BatchOutcome outcome = handle(records);
			batch.settle(records, outcome.nacks().stream().map(RecordNack::record).toList());
			summary = summary.plus(summary(records, outcome));
			checkPublications(outcome);
			if (outcome.nacks().size() == records.size()) {
				pause(backOff.nextBackOff(), outcome.nacks().get(0));
			}
			if (!batch.isDone()) {
				share.keepAlive();
				batch.retainAssigned(share);
			}
		}
		return summary;
	}

	private static BackOff backOff() {
		ExponentialBackOff backOff = new ExponentialBackOff(500, 2);
		backOff.setMaxAttempts(MAX_FRUITLESS);
		return backOff;
	}

	private BatchOutcome handle(List<RedriveRecord> records) {
		try {
			return this.handler.handle(records, this.timeout);
		}
		catch (RuntimeException ex) {
			throw new RedriveException("Couldn't handle %d records: %s".formatted(records.size(), ex.getMessage()), ex);
		}
	}

	private static RedriveSummary summary(List<RedriveRecord> records, BatchOutcome outcome) {
		long failed = outcome.givenUp()
			.stream()
			.filter((nack) -> ((RedriveRecord) nack.record()).staysInItsTopic())
			.count();
		int givenUp = outcome.givenUp().size();
		return new RedriveSummary(records.size() - outcome.nacks().size() - givenUp, failed, givenUp - failed, 0);
	}

	// Published records are not nacked.
	private static void checkPublications(BatchOutcome outcome) {
		outcome.nacks().stream().filter((nack) -> !nack.isUndecided()).findFirst().ifPresent((nack) -> {
			throw new RedriveException("Couldn't publish the letter of %s again: %s"
				.formatted(((RedriveRecord) nack.record()).letter(), nack.message()), nack.cause());
		});
	}

	private static void pause(long millis, RecordNack nack) {
		InboundRecord record = nack.record();
		if (millis == BackOffExecution.STOP) {
			throw new RedriveException("Couldn't complete %s: %s".formatted(record.id(), reason(nack)), nack.cause());
		}
		try {
			TimeUnit.MILLISECONDS.sleep(millis);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new RedriveException("Interrupted", ex);
		}
	}

	// A record that failed and could not be sent on has two reasons.
	private static String reason(RecordNack nack) {
		String cause = (nack.cause() instanceof NotCompletedException) ? nack.cause().getMessage() : null;
		return (cause == null || cause.equals(nack.message())) ? nack.message()
				: "%s (%s)".formatted(nack.message(), cause);
	}

}
