package io.amgi.server;

import java.util.ArrayList;
import java.util.List;

import io.amgi.protocol.MessageSend;

/**
 * Publishes dead letters where a single other nack makes them vain: after all else, and
 * only if nothing but them has failed.
 */
final class DeferredDeadLetters {

	private final DeadLetters deadLetters;

	private final MessageSend messageSend;

	private final SequentialPublisher publisher;

	DeferredDeadLetters(DeadLetters deadLetters, MessageSend messageSend, SequentialPublisher publisher) {
		this.deadLetters = deadLetters;
		this.messageSend = messageSend;
		this.publisher = publisher;
	}

	void publish(List<RecordDelivery> deliveries, Deadline deadline) throws InterruptedException {
		List<RecordDelivery> failed = deliveries.stream().filter((delivery) -> delivery.nack() != null).toList();
		if (!this.deadLetters.goLast() || !failed.stream().allMatch(this.deadLetters::accept)) {
			return;
		}
		ScopeSends sends = new ScopeSends();
		List<TrackedSend> publications = new ArrayList<>();
		for (RecordDelivery delivery : failed) {
			TrackedSend publication = sends.add();
			this.publisher.add(publication, () -> this.deadLetters.publish(delivery, this.messageSend));
			publications.add(publication);
		}
		sends.await(deadline.nanosToClose());
		sends.expire();
		for (int i = 0; i < failed.size(); i++) {
			if (!publications.get(i).isCompletedExceptionally()) {
				failed.get(i).giveUp();
			}
		}
	}

}
