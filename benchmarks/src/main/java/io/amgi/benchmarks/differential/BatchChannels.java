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

package io.amgi.benchmarks.differential;

import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.messaging.Message;

import io.amgi.channel.AmgiChannel;
import io.amgi.sender.MessageSender;

/**
 * Methods that take all records of a topic-partition. They need ordering by partition.
 */
final class BatchChannels {

	private final Work work;

	BatchChannels(Work work) {
		this.work = work;
	}

	@AmgiChannel(value = "batches", batch = true)
	void batch(List<ConsumerRecord<byte[], byte[]>> records, MessageSender sender) {
		for (int i = 0; i < records.size(); i++) {
			ConsumerRecord<byte[], byte[]> record = records.get(i);
			handle("batch", SingleChannels.headers(record), i, sender, record.value());
		}
	}

	@AmgiChannel(value = "order-batches", batch = true)
	void orders(List<Message<Order>> messages, MessageSender sender) {
		for (int i = 0; i < messages.size(); i++) {
			Message<Order> message = messages.get(i);
			handle("orders", message.getHeaders(), i, sender, message.getPayload());
		}
	}

	// Spring Kafka's exception stands for the library's own, whose name is not pinned.
	private void handle(String method, Map<String, Object> headers, int index, MessageSender sender, Object payload) {
		try {
			this.work.handle(method, headers, sender, index, payload);
		}
		catch (IllegalStateException | IllegalArgumentException ex) {
			throw new BatchListenerFailedException("Failed at one record", ex, index);
		}
	}

}
