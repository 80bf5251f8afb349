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
		if (!this.deadLetters.goLast()) {
			return;
		}
		List<RecordDelivery> failed = deliveries.stream().filter((delivery) -> delivery.nack() != null).toList();
		if (!failed.stream().allMatch(this::isAccepted)) {
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
