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

package io.amgi.test;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.amgi.protocol.NotCompletedException;
import io.amgi.server.RecordNack;

/**
 * Assertions on the result of a record.
 */
public final class RecordResultAssert extends AbstractSendsAssert<RecordResultAssert, RecordResult> {

	RecordResultAssert(RecordResult actual) {
		super(actual, RecordResultAssert.class);
	}

	@Override
	List<SentMessage> sent() {
		return this.actual.sent();
	}

	@Override
	List<SentMessage> deadLetters() {
		return this.actual.deadLetters();
	}

	/**
	 * Verifies that the record was acknowledged.
	 * @return these assertions
	 */
	public RecordResultAssert isAcked() {
		return verify(this.actual.isAcked(), "acked");
	}

	/**
	 * Verifies that the record was acknowledged because an {@code @Idempotent} method had
	 * handled it before.
	 * @return these assertions
	 */
	public RecordResultAssert isDuplicate() {
		return verify(this.actual.isDuplicate(), "a duplicate");
	}

	/**
	 * Verifies that no {@code @Idempotent} method had handled the record before.
	 * @return these assertions
	 */
	public RecordResultAssert isNoDuplicate() {
		return verify(!this.actual.isDuplicate(), "no duplicate");
	}

	/**
	 * Verifies that the record was nacked, and not given up.
	 * @return these assertions
	 */
	public RecordResultAssert isNacked() {
		return verify(this.actual.isNacked(), "nacked");
	}

	/**
	 * Verifies that the record was nacked and given up. Its reason is in
	 * {@link RecordResult#nack()} and usually in the headers of the
	 * {@linkplain #hasDeadLettered dead letter}.
	 * @return these assertions
	 */
	public RecordResultAssert isDeadLettered() {
		return verify(this.actual.isDeadLettered(), "given up");
	}

	private RecordResultAssert verify(boolean fulfilled, String expectation) {
		if (fulfilled) {
			return this;
		}
		String summary = "Expecting %s%nto be %s but it was %s".formatted(this.actual.id(), expectation,
				this.actual.outcome());
		RecordNack nack = this.actual.nack();
		throw (nack != null) ? caused(failure("%s:%n  %s", summary, nack.message()), nack) : failure("%s", summary);
	}

	/**
	 * Verifies that the record was nacked with a message.
	 * @param message the whole message
	 * @return these assertions
	 */
	public RecordResultAssert isNackedWith(String message) {
		RecordNack nack = nack();
		return verify(nack.message().equals(message), "with", message, nack);
	}

	/**
	 * Verifies that the record was nacked with a message that contains a text.
	 * @param text a part of the message
	 * @return these assertions
	 */
	public RecordResultAssert isNackedWithMessageContaining(String text) {
		RecordNack nack = nack();
		return verify(nack.message().contains(text), "with a message containing", text, nack);
	}

	/**
	 * Verifies that the record was nacked because of an exception.
	 * @param type the type of the exception, or of one in its chain of causes
	 * @return these assertions
	 */
	public RecordResultAssert isNackedBecauseOf(Class<? extends Throwable> type) {
		RecordNack nack = nack();
		return verify(isCausedBy(type, nack.cause()), "because of", type.getName(), nack);
	}

	/**
	 * Verifies that the record was nacked as not completed, because it was not attempted
	 * or was cut off.
	 * @return these assertions
	 */
	public RecordResultAssert isNotAttempted() {
		return isNackedBecauseOf(NotCompletedException.class);
	}

	private RecordNack nack() {
		isNacked();
		return Objects.requireNonNull(this.actual.nack());
	}

	private RecordResultAssert verify(boolean fulfilled, String how, String expected, RecordNack nack) {
		if (!fulfilled) {
			throw caused(failure("Expecting %s%nto be nacked %s:%n  %s%nbut it was nacked:%n  %s%n(%s)",
					this.actual.id(), how, expected, nack.message(), describe(nack.cause())), nack);
		}
		return this;
	}

	private static boolean isCausedBy(Class<? extends Throwable> type, @Nullable Throwable cause) {
		return cause != null && (type.isInstance(cause) || isCausedBy(type, cause.getCause()));
	}

	private static String describe(@Nullable Throwable cause) {
		return (cause != null) ? cause.getClass().getName() : "without cause";
	}

	// Adds the handler's exception as the cause, to help find the reason.
	private static AssertionError caused(AssertionError failure, RecordNack nack) {
		if (nack.cause() != null && failure.getCause() == null) {
			failure.addSuppressed(Objects.requireNonNull(nack.cause()));
		}
		return failure;
	}

}
