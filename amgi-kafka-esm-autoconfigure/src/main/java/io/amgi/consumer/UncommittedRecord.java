package io.amgi.consumer;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.BackOffExecution;

/**
 * A record whose offset is not committed yet. One that is done waits for earlier ones of
 * its partition, and no longer keeps the record itself in memory.
 */
final class UncommittedRecord {

	private final TopicPartition partition;

	private final long offset;

	private @Nullable ConsumedRecord record;

	private @Nullable BackOffExecution backOff;

	private boolean held;

	UncommittedRecord(TopicPartition partition, ConsumerRecord<byte[], byte[]> polled) {
		this.partition = partition;
		this.offset = polled.offset();
		this.record = new ConsumedRecord(polled, this);
	}

	TopicPartition partition() {
		return this.partition;
	}

	long offset() {
		return this.offset;
	}

	ConsumedRecord record() {
		Assert.state(this.record != null, "The record is done");
		return this.record;
	}

	boolean isDone() {
		return this.record == null;
	}

	void done() {
		this.record = null;
		this.backOff = null;
	}

	boolean isHeld() {
		return this.held;
	}

	void hold(boolean held) {
		this.held = held;
	}

	/**
	 * Returns how long to wait until the next attempt, longer after each one.
	 * @param backOff the intervals
	 * @return the time in milliseconds
	 */
	long nextBackOff(BackOff backOff) {
		if (this.backOff == null) {
			this.backOff = backOff.start();
		}
		return this.backOff.nextBackOff();
	}

}
