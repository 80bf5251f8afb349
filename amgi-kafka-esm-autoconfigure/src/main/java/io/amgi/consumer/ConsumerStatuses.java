package io.amgi.consumer;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What the consumers of a group are doing in this JVM.
 */
final class ConsumerStatuses {

	private final List<ConsumerStatus> statuses = new CopyOnWriteArrayList<>();

	ConsumerStatus add(ConsumerLag lag) {
		ConsumerStatus status = new ConsumerStatus(lag);
		this.statuses.removeIf(ConsumerStatus::isClosed);
		this.statuses.add(status);
		return status;
	}

	boolean areReady(int count, Duration maxPollInterval) {
		return this.statuses.stream().filter((status) -> status.isReady(maxPollInterval.toNanos())).count() >= count;
	}

}
