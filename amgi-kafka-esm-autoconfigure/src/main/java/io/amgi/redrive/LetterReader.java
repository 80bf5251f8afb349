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
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;

/**
 * Reads dead letters as a member of a group up to the ends that their topics had at the
 * start. Several runs share the partitions, and take over those of a run that dies.
 */
final class LetterReader implements LetterShare, ConsumerRebalanceListener {

	private static final Log logger = LogFactory.getLog(LetterReader.class);

	private static final Duration POLL_TIMEOUT = Duration.ofMillis(200);

	private final LetterMerge merge = new LetterMerge();

	private final Map<TopicPartition, Long> done = new HashMap<>();

	private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();

	private final Consumer<byte[], byte[]> consumer;

	private final LetterPartitions partitions;

	private final int batchSize;

	private LetterReader(Consumer<byte[], byte[]> consumer, List<String> topics, int batchSize) {
		this.consumer = consumer;
		this.partitions = LetterPartitions.of(consumer, topics);
		this.batchSize = batchSize;
	}

	/**
	 * Creates a reader that shares the letters with others of its group.
	 * @param consumer the consumer
	 * @param topics the topics to read
	 * @param batchSize the maximum number of letters to return
	 * @return the reader
	 */
	static LetterReader sharing(Consumer<byte[], byte[]> consumer, List<String> topics, int batchSize) {
		LetterReader reader = new LetterReader(consumer, topics, batchSize);
		consumer.subscribe(topics, reader);
		return reader;
	}

	/**
	 * Creates a reader of all letters that disturbs no other one. It must not commit.
	 * @param consumer the consumer
	 * @param topics the topics to read
	 * @param batchSize the maximum number of letters to return
	 * @return the reader
	 */
	static LetterReader looking(Consumer<byte[], byte[]> consumer, List<String> topics, int batchSize) {
		LetterReader reader = new LetterReader(consumer, topics, batchSize);
		consumer.assign(reader.partitions.all());
		reader.onPartitionsAssigned(reader.partitions.all());
		return reader;
	}

	/**
	 * Returns how many offsets are left, in the partitions of all runs.
	 * @return the number of offsets, some of which may hold no letter
	 */
	long left() {
		return this.partitions.left(this.partitions.all());
	}

	/**
	 * Reads the next letters, possibly none.
	 * @return the letters in the order of their publication
	 */
	List<Letter> read() {
		Set<TopicPartition> awaited = awaited();
		poll(awaited, (awaited.isEmpty() && hasBuffered()) ? Duration.ZERO : POLL_TIMEOUT);
		List<Letter> letters = this.merge.take(complete(), this.batchSize);
		if (letters.isEmpty() && !awaited.isEmpty()) {
			awaited.retainAll(this.consumer.assignment());
			this.partitions.refresh(awaited);
		}
		return letters;
	}

	private void poll(Set<TopicPartition> awaited, Duration timeout) {
		Set<TopicPartition> others = new HashSet<>(this.consumer.assignment());
		others.removeAll(awaited);
		this.consumer.pause(others);
		this.consumer.resume(awaited);
		ConsumerRecords<byte[], byte[]> polled = this.consumer.poll(timeout);
		for (ConsumerRecord<byte[], byte[]> record : polled) {
			Letter letter = Letter.of(record);
			if (letter.offset() < this.partitions.end(letter.partition())) {
				this.merge.add(letter);
			}
		}
	}

	@Override
	public void keepAlive() {
		poll(Set.of(), Duration.ZERO);
	}

	@Override
	public boolean isAssigned(Letter letter) {
		return this.consumer.assignment().contains(letter.partition());
	}

	private Set<TopicPartition> awaited() {
		Set<TopicPartition> awaited = new HashSet<>();
		for (TopicPartition partition : this.consumer.assignment()) {
			if (this.merge.isEmpty(partition) && !this.partitions.isRead(partition)) {
				awaited.add(partition);
			}
		}
		return awaited;
	}

	private boolean hasBuffered() {
		return this.consumer.assignment().stream().anyMatch((partition) -> !this.merge.isEmpty(partition));
	}

	private Set<TopicPartition> complete() {
		Set<TopicPartition> complete = new HashSet<>(this.consumer.assignment());
		complete.removeIf((partition) -> !this.partitions.isRead(partition));
		return complete;
	}

	/**
	 * Returns whether everything is read and committed, by this run or another.
	 * @return whether there is nothing left to read
	 */
	boolean isFinished() {
		if (!isRead()) {
			return false;
		}
		Set<TopicPartition> assigned = this.consumer.assignment();
		assigned.forEach((partition) -> this.done.merge(partition, this.consumer.position(partition), Math::max));
		commit();
		List<TopicPartition> others = new ArrayList<>(this.partitions.all());
		others.removeAll(assigned);
		return this.partitions.left(others) == 0;
	}

	/**
	 * Returns whether everything that is assigned is read.
	 * @return whether there is nothing left to read at the moment
	 */
	boolean isRead() {
		return !hasBuffered() && complete().containsAll(this.consumer.assignment());
	}

	/**
	 * Records that letters are done.
	 * @param letters all letters of a batch
	 * @param undone those of them that must be read again
	 */
	void done(Collection<Letter> letters, Collection<Letter> undone) {
		letters.stream()
			.filter(this::isAssigned)
			.forEach((letter) -> this.done.merge(letter.partition(), letter.offset() + 1, Math::max));
		undone.stream()
			.filter(this::isAssigned)
			.forEach((letter) -> this.done.merge(letter.partition(), letter.offset(), Math::min));
	}

	/**
	 * Commits what is done. During a rebalance, it is committed later.
	 */
	void commit() {
		commit(this.consumer.assignment());
	}

	private void commit(Collection<TopicPartition> partitions) {
		Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
		this.done.forEach((partition, offset) -> {
			OffsetAndMetadata position = new OffsetAndMetadata(offset);
			if (partitions.contains(partition) && !position.equals(this.committed.get(partition))) {
				offsets.put(partition, position);
			}
		});
		if (!offsets.isEmpty()) {
			try {
				this.consumer.commitSync(offsets);
				this.committed.putAll(offsets);
			}
			catch (RebalanceInProgressException | CommitFailedException ex) {
				logger.debug("Couldn't commit during a rebalance", ex);
			}
		}
	}

	@Override
	public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
		if (!partitions.isEmpty()) {
			this.merge.assign(partitions);
			this.partitions.starts(partitions).forEach(this.consumer::seek);
		}
	}

	@Override
	public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
		commit(partitions);
		onPartitionsLost(partitions);
	}

	@Override
	public void onPartitionsLost(Collection<TopicPartition> partitions) {
		this.merge.remove(partitions);
		this.done.keySet().removeAll(partitions);
		this.committed.keySet().removeAll(partitions);
	}

}
