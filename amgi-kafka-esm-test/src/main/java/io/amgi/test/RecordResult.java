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
import java.util.stream.Collectors;

import org.assertj.core.api.AssertProvider;
import org.jspecify.annotations.Nullable;

import io.amgi.server.RecordNack;

/**
 * Result of a record: whether it was acknowledged, and its messages. AssertJ's
 * {@code assertThat} offers assertions on it:
 *
 * <pre class="code">
 * assertThat(client.send("orders", order)).isAcked().hasSent("invoices");
 * </pre>
 */
public final class RecordResult implements AssertProvider<RecordResultAssert> {

	private final byte[] event;

	private final RecordId id;

	private final @Nullable RecordNack nack;

	private final boolean deadLettered;

	private final boolean duplicate;

	private final List<SentMessage> sent;

	private final List<SentMessage> deadLetters;

	RecordResult(byte[] event, RecordId id, @Nullable RecordNack nack, boolean deadLettered, boolean duplicate,
			List<SentMessage> sent, List<SentMessage> deadLetters) {
		this.event = event;
		this.id = id;
		this.nack = nack;
		this.deadLettered = deadLettered;
		this.duplicate = duplicate;
		this.sent = sent;
		this.deadLetters = deadLetters;
	}

	/**
	 * Returns the id of the record.
	 * @return the id
	 */
	public RecordId id() {
		return this.id;
	}

	/**
	 * Returns whether the record was acknowledged.
	 * @return whether it was
	 */
	public boolean isAcked() {
		return this.nack == null;
	}

	/**
	 * Returns whether the record was nacked but not given up, so that Lambda may deliver
	 * it again.
	 * @return whether it was
	 */
	public boolean isNacked() {
		return this.nack != null && !this.deadLettered;
	}

	/**
	 * Returns whether the record was nacked and given up, so that Lambda counts it as
	 * handled.
	 * @return whether it was
	 */
	public boolean isDeadLettered() {
		return this.deadLettered;
	}

	/**
	 * Returns whether an {@code @Idempotent} method was not called because it had handled
	 * the record before.
	 * @return whether it had
	 */
	public boolean isDuplicate() {
		return this.duplicate;
	}

	byte[] event() {
		return this.event;
	}

	/**
	 * Returns why the record was not acknowledged, whether or not it was given up.
	 * @return the nack, or {@code null} if it was acknowledged
	 */
	public @Nullable RecordNack nack() {
		return this.nack;
	}

	/**
	 * Returns the record's messages. Messages of a batch method are attributed to the
	 * last record of its batch, since their record is unknown.
	 * @return the messages that were confirmed, in their order
	 */
	public List<SentMessage> sent() {
		return this.sent;
	}

	/**
	 * Returns the dead letters of the record.
	 * @return the dead letters that were confirmed: usually one or none, and none if the
	 * application does not publish them with {@code message.send}
	 */
	public List<SentMessage> deadLetters() {
		return this.deadLetters;
	}

	/**
	 * Returns assertions; {@code assertThat(result)} calls this.
	 */
	@Override
	public RecordResultAssert assertThat() {
		return new RecordResultAssert(this);
	}

	@Override
	public String toString() {
		return this.id + ", " + ((this.nack != null) ? outcome() + ": " + this.nack.message() : outcome());
	}

	String outcome() {
		if (isAcked()) {
			return this.duplicate ? "acked as a duplicate" : "acked";
		}
		return isNacked() ? "nacked"
				: "given up" + this.deadLetters.stream()
					.map((letter) -> " to '%s'".formatted(letter.address()))
					.collect(Collectors.joining(" and"));
	}

}
