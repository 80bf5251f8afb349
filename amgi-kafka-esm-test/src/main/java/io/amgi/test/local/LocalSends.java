package io.amgi.test.local;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

import com.amazonaws.services.lambda.runtime.Context;

import io.amgi.protocol.AmgiMiddleware;
import io.amgi.protocol.MessageScope;
import io.amgi.protocol.MessageSendEvent;
import io.amgi.protocol.Send;
import io.amgi.test.RecordId;
import io.amgi.test.SendInterception;
import io.amgi.test.mapping.Observation;

/**
 * Lets the mapping that has invoked the application know what was sent.
 */
final class LocalSends {

	private LocalSends() {
	}

	static AmgiMiddleware middleware() {
		return new SendInterception(LocalSends::send);
	}

	private static CompletableFuture<Void> send(MessageScope scope, String recordId, MessageSendEvent message,
			Send send) {
		CompletableFuture<Void> sent = send.send(message);
		Map<String, Object> lambda = scope.extensions().getOrDefault("aws.lambda", Map.of());
		if (lambda.get("context") instanceof Context context) {
			Observation.of(context)
				.ifPresent((observation) -> sent
					.thenRun(() -> observation.sent(RecordId.parse(recordId), message.address())));
		}
		return sent;
	}

}
