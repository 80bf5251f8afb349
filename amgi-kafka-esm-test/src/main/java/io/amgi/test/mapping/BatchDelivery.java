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

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.common.TopicPartition;

import io.amgi.test.RecordId;
import io.amgi.test.mapping.OnFailureDestination.Condition;
import io.amgi.test.mapping.OnFailureDestination.Failure;

/**
 * Delivers one batch until all its records are acknowledged or given up, the partitions
 * are revoked, or the mapping is closed. Chunks that come from one batch are delivered
 * one after another, in order.
 */
final class BatchDelivery implements Runnable {

	private static final Log logger = LogFactory.getLog(BatchDelivery.class);

	private final DeliveryContext pipeline;

	private final Progress progress;

	private final Deque<Chunk> chunks = new ArrayDeque<>();

	private final Set<TopicPartition> revoked = ConcurrentHashMap.newKeySet();

	private final ReentrantLock attempt = new ReentrantLock(true);

	BatchDelivery(PolledBatch batch, DeliveryContext pipeline) {
		this.pipeline = pipeline;
		this.progress = new Progress(batch);
		this.chunks.add(Chunk.first(batch.records()));
	}

	Set<TopicPartition> partitions() {
		return this.progress.partitions();
	}

	boolean isComplete() {
		return this.progress.isComplete();
	}

	Map<TopicPartition, Long> positions() {
		return this.progress.positions();
	}

	/**
	 * Stops delivering records of partitions that are revoked. To keep their order, it
	 * does not return while an invocation with any of them is running.
	 * @param partitions the partitions
	 */
	void leave(Collection<TopicPartition> partitions) {
		this.revoked.addAll(partitions);
		if (partitions().stream().anyMatch(partitions::contains)) {
			this.attempt.lock();
			this.attempt.unlock();
		}
	}

	/**
	 * Forgets partitions that are assigned to others.
	 * @param partitions the partitions
	 */
	void forget(Collection<TopicPartition> partitions) {
		this.revoked.addAll(partitions);
		this.progress.forget(partitions);
	}

	@Override
	public void run() {
		while (!this.chunks.isEmpty() && !isStopped()) {
			Chunk chunk = this.chunks.pop();
			if (chunk.retries() > 0) {
				this.pipeline.stop().pause(this.pipeline.retries().delay());
			}
			deliverOwned(chunk);
		}
	}

	private void deliverOwned(Chunk chunk) {
		this.attempt.lock();
		try {
			Chunk owned = chunk.only((record) -> !this.revoked.contains(record.partition()));
			deliver(giveUpExpired(giveUpUnreadable(owned)));
		}
		finally {
			this.attempt.unlock();
		}
	}

	private void deliver(Chunk chunk) {
		if (chunk.isEmpty() || isStopped()) {
			return;
		}
		byte[] event = this.pipeline.invoker().event(chunk.records());
		if (event.length > this.pipeline.payloadLimit().toBytes()) {
			giveUp(chunk, Condition.PAYLOAD_TOO_LARGE, Map.of());
			return;
		}
		invoke(chunk, event);
	}

	private void invoke(Chunk chunk, byte[] event) {
		Batch batch = new Batch(chunk.ids(), chunk.attempt(), event.length);
		this.pipeline.listener().received(batch);
		Outcome outcome = this.pipeline.invoker().invoke(event, batch.records());
		ack(chunk.only((record) -> !outcome.failed().containsKey(record.id())), outcome);
		if (outcome.isFailure()) {
			fail(chunk.only((record) -> outcome.failed().containsKey(record.id())), outcome, batch);
		}
		else {
			this.pipeline.listener().succeeded(batch);
		}
	}

	private void ack(Chunk chunk, Outcome outcome) {
		for (PolledRecord record : chunk.records()) {
			this.progress.done(record);
			if (outcome.lost().contains(record.id())) {
				this.pipeline.listener().lost(record.id(), chunk.attempt());
			}
			else if (outcome.dropped().containsKey(record.id())) {
				this.pipeline.listener().dropped(record.id(), chunk.attempt(), outcome.dropped().get(record.id()));
			}
			else {
				this.pipeline.listener().acked(record.id(), chunk.attempt());
			}
		}
	}

	private void fail(Chunk chunk, Outcome outcome, Batch batch) {
		this.pipeline.listener().failed(batch, outcome.reason());
		outcome.failed().forEach((id, reason) -> tellFailed(id, chunk.attempt(), reason));
		List<Chunk> next = this.pipeline.retries().next(chunk, outcome);
		for (int i = next.size() - 1; i >= 0; i--) {
			this.chunks.push(next.get(i));
		}
		if (next.isEmpty()) {
			giveUp(new Chunk(chunk.records(), chunk.attempt(), chunk.retries()), Condition.RETRIES_EXHAUSTED,
					outcome.failed());
		}
	}

	private void tellFailed(RecordId record, int attempt, String reason) {
		if (FailureReasons.isOfAcknowledged(reason)) {
			this.pipeline.listener().failedWithOthers(record, attempt, reason);
		}
		else {
			this.pipeline.listener().failed(record, attempt, reason);
		}
	}

	private Chunk giveUpUnreadable(Chunk chunk) {
		Chunk unreadable = chunk.only((record) -> record.defect() != null);
		for (PolledRecord record : unreadable.records()) {
			String reason = String.valueOf(record.defect());
			if (this.pipeline.destination().isPresent()) {
				giveUp(new Chunk(List.of(record), chunk.invocations(), chunk.retries()), Condition.UNREADABLE,
						Map.of(record.id(), reason));
			}
			else {
				drop(record, reason);
			}
		}
		return (unreadable.isEmpty()) ? chunk : chunk.only((record) -> record.defect() == null);
	}

	private void drop(PolledRecord record, String reason) {
		logger.warn("Record %s is dropped: %s, and there is no on-failure destination".formatted(record.id(), reason));
		this.progress.done(record);
		this.pipeline.listener().unreadable(record.id(), reason);
	}

	private Chunk giveUpExpired(Chunk chunk) {
		Chunk expired = chunk.only(this.pipeline.retries()::isExpired);
		if (expired.isEmpty()) {
			return chunk;
		}
		giveUp(expired, Condition.RECORD_TOO_OLD, Map.of());
		// A second call of the policy could find more of them.
		Set<PolledRecord> given = Set.copyOf(expired.records());
		return chunk.only((record) -> !given.contains(record));
	}

	private void giveUp(Chunk chunk, Condition condition, Map<RecordId, String> reasons) {
		for (PolledRecord record : chunk.records()) {
			byte[] event = this.pipeline.invoker().event(List.of(record));
			if (this.pipeline.destination().isSent(new Failure(record, condition, chunk.invocations(), event))) {
				this.progress.done(record);
				String reason = condition.reason(reasons.get(record.id()));
				this.pipeline.listener().givenUp(record.id(), chunk.invocations(), reason);
			}
		}
	}

	private boolean isStopped() {
		return this.pipeline.stop().isStopped() || Thread.currentThread().isInterrupted();
	}

}
