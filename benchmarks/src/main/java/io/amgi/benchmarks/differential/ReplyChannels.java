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
