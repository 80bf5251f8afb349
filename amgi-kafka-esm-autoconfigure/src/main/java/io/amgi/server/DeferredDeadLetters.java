package io.amgi.server;

import java.util.ArrayList;
import java.util.List;

import io.amgi.protocol.MessageSend;

/**
 * Publishes dead letters after all else where a single other nack makes them pointless,
 * and only if nothing but them has failed.
 */
final class DeferredDeadLetters {

	private final DeadLetters deadLetters;

	private final MessageSend messageSend;

	private final BatchThreads threads;

	private final Observations observations;

	DeferredDeadLetters(DeadLetters deadLetters, MessageSend messageSend, BatchThreads threads,
			Observations observations) {
		this.deadLetters = deadLetters;
		this.messageSend = messageSend;
		this.threads = threads;
		this.observations = observations;
	}

	void publish(List<RecordDelivery> deliveries, Deadline deadline) throws InterruptedException {
		List<RecordDelivery> failed = deliveries.stream().filter((delivery) -> delivery.nack() != null).toList();
		if (!this.deadLetters.goLast() || !failed.stream().allMatch(this::isAccepted)) {
			return;
		}
		ScopeSends sends = new ScopeSends(this.threads.settlements());
		List<DeadLetterPublication> publications = new ArrayList<>();
		for (RecordDelivery delivery : failed) {
			DeadLetterPublication publication = new DeadLetterPublication(delivery, sends.add(true));
			this.threads.publisher()
				.publish(publication.send(),
						() -> publication.start(this.deadLetters, this.messageSend, this.observations));
			publications.add(publication);
		}
		sends.await(deadline.nanosToClose());
		sends.expire();
		publications.stream()
			.filter((publication) -> publication.send().failure() == null)
			.forEach((publication) -> publication.delivery().giveUp());
	}

	private boolean isAccepted(RecordDelivery delivery) {
		RecordNack nack = delivery.nack();
		return nack != null && delivery.record().topicPartition() != null
				&& Refusal.of(nack, this.deadLetters).isDeadLetter();
	}

}
