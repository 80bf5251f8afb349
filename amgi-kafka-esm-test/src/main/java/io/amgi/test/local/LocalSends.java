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
 * Reports sent messages to the mapping that invoked the application.
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
