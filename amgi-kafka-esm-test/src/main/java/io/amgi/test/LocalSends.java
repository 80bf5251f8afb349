package io.amgi.test;

import java.util.concurrent.CompletableFuture;

import org.springframework.beans.factory.ObjectProvider;

import io.amgi.protocol.AmgiMiddleware;
import io.amgi.protocol.MessageScope;
import io.amgi.protocol.MessageSendEvent;
import io.amgi.protocol.Send;

/**
 * Tells listeners of what was sent.
 *
 * @param listeners the listeners
 */
record LocalSends(ObjectProvider<EventSourceMappingListener> listeners) implements SendInterception.Interceptor {

	static AmgiMiddleware middleware(ObjectProvider<EventSourceMappingListener> listeners) {
		return new SendInterception(new LocalSends(listeners));
	}

	@Override
	public CompletableFuture<Void> send(MessageScope scope, String recordId, MessageSendEvent message, Send send) {
		CompletableFuture<Void> sent = send.send(message);
		sent.whenComplete((confirmed, failure) -> {
			if (failure == null) {
				tell(RecordId.parse(recordId), message.address());
			}
		});
		return sent;
	}

	private void tell(RecordId record, String address) {
		new SafeListener(this.listeners.orderedStream().toList()).sent(record, address);
	}

}
