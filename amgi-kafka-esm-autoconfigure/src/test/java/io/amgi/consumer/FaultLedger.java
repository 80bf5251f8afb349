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

package io.amgi.consumer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

import io.amgi.protocol.MessageReceiveEvent;
import io.amgi.server.Ordering;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Records how the members of a group handle records, and each violation of {@code
 * on-nack} and {@code ordering}.
 */
final class FaultLedger {

	private final NackPolicy onNack;

	private final Ordering ordering;

	private final Map<String, List<Long>> firsts = new HashMap<>();

	private final Set<String> done = new HashSet<>();

	private final Map<Integer, Long> committed = new HashMap<>();

	private final List<String> violations = new ArrayList<>();

	private final SplittableRandom random = new SplittableRandom(7);

	FaultLedger(NackPolicy onNack, Ordering ordering) {
		this.onNack = onNack;
		this.ordering = ordering;
	}

	/**
	 * Returns a new member of the group.
	 */
	Member member() {
		return new Member();
	}

	private synchronized boolean fails() {
		return this.random.nextInt(50) == 0;
	}

	private void done(String id, String group, long offset) {
		if (this.done.add(id)) {
			this.firsts.computeIfAbsent(group, (added) -> new ArrayList<>()).add(offset);
		}
	}

	synchronized int size() {
		return this.done.size();
	}

	/**
	 * Asserts that each record was handled, first in the order of its group, and again
	 * only for a reason.
	 * @param count the number of records
	 */
	synchronized void assertFulfilled(int count) {
		assertThat(this.violations).isEmpty();
		assertThat(this.done).hasSize(count);
		assertThat(this.firsts).allSatisfy((group, offsets) -> assertThat(offsets).isSorted());
	}

	/**
	 * A member of the group. A partition that is assigned to it again counts as a new
	 * one.
	 */
	final class Member implements ObservedConsumer.Observer {

		private final Map<Integer, Map<Long, Attempt>> attempts = new HashMap<>();

		private int failures;

		@Override
		public void assigned(int partition) {
			synchronized (FaultLedger.this) {
				this.attempts.put(partition, new HashMap<>());
			}
		}

		@Override
		public void committed(int partition, long offset) {
			synchronized (FaultLedger.this) {
				FaultLedger.this.committed.merge(partition, offset, Math::max);
			}
		}

		/**
		 * Handles a record, or fails at one in fifty attempts.
		 */
		void handle(MessageReceiveEvent event) {
			boolean failed = fails();
			handled(event.id(), Arrays.toString((byte[]) event.bindings().get("kafka").get("key")), failed);
			if (failed) {
				throw new IllegalStateException("failed on purpose");
			}
		}

		void handled(String id, String key, boolean failed) {
			String[] parts = id.split(":");
			long offset = Long.parseLong(parts[2]);
			synchronized (FaultLedger.this) {
				check(Integer.parseInt(parts[1]), offset, failed);
				if (!failed || FaultLedger.this.onNack == NackPolicy.LOG) {
					done(id, (FaultLedger.this.ordering == Ordering.KEY) ? parts[1] + key : parts[1], offset);
				}
			}
		}

		private void check(int partition, long offset, boolean failed) {
			if (offset < FaultLedger.this.committed.getOrDefault(partition, 0L)) {
				FaultLedger.this.violations.add("%d@%d is committed already".formatted(partition, offset));
			}
			this.failures += failed ? 1 : 0;
			Attempt before = this.attempts.get(partition).put(offset, new Attempt(failed, this.failures));
			if (before != null && !mayComeAgain(before, failed)) {
				FaultLedger.this.violations.add("%d@%d came again".formatted(partition, offset));
			}
		}

		private boolean mayComeAgain(Attempt before, boolean failed) {
			return switch (FaultLedger.this.onNack) {
				case LOG -> false;
				case REPORT -> before.failed();
				case ERROR -> before.failed() || this.failures - (failed ? 1 : 0) > before.failures();
			};
		}

	}

	/**
	 * An attempt to handle a record.
	 *
	 * @param failed whether it has failed
	 * @param failures the number of failures so far
	 */
	private record Attempt(boolean failed, int failures) {

	}

}
