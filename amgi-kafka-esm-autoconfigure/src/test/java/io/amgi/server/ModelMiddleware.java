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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.AmgiMiddleware;
import io.amgi.protocol.MessageSendEvent;
import io.amgi.protocol.Send;

/**
 * Observes every event of an application, and confirmations on another thread, without
 * changing anything.
 *
 * @param executor runs what depends on confirmations
 */
record ModelMiddleware(Executor executor) implements AmgiMiddleware {

	@Override
	public AmgiApplication wrap(AmgiApplication application) {
		return (scope, receive, send) -> application.call(scope, receive, looking(send));
	}

	private Send looking(Send send) {
		return (event) -> {
			CompletableFuture<Void> confirmation = send.send(event);
			return (event instanceof MessageSendEvent)
					? confirmation.whenCompleteAsync((confirmed, failure) -> Thread.yield(), this.executor)
					: confirmation;
		};
	}

}
