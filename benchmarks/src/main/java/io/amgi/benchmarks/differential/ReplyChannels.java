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
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.springframework.messaging.handler.annotation.Headers;
import org.springframework.messaging.handler.annotation.SendTo;

import io.amgi.channel.AmgiChannel;
import io.amgi.sender.MessageSender;
import io.amgi.sender.OutboundMessage;

/**
 * Methods that return messages, at once or later.
 */
final class ReplyChannels {

	private final Work work;

	ReplyChannels(Work work) {
		this.work = work;
	}

	@AmgiChannel("replies")
	@SendTo("replied")
	@Nullable Notice reply(Order order, @Headers Map<String, Object> headers, MessageSender sender) {
		this.work.handle("reply", headers, sender, order);
		return (order.cents() % 5 > 0) ? new Notice(Work.id(headers), order.id()) : null;
	}

	@AmgiChannel("lists")
	List<OutboundMessage> list(String text, @Headers Map<String, Object> headers, MessageSender sender) {
		this.work.handle("list", headers, sender, text);
		Outbox outbox = new Outbox(Work.id(headers), sender);
		return List.of(outbox.tombstone("listed"), outbox.tombstone("listed").payload(text));
	}

	@AmgiChannel("futures")
	@SendTo("completed")
	CompletableFuture<Notice> complete(Order order, @Headers Map<String, Object> headers, MessageSender sender) {
		String record = this.work.begin("complete", headers, order);
		return CompletableFuture.supplyAsync(() -> {
			Deed.of(record).perform(new Outbox(record, sender));
			return new Notice(record, order.id());
		});
	}

}
