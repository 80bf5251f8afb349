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

package io.amgi.handler;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import io.amgi.protocol.Send;
import io.amgi.sender.RecordSender;

/**
 * A batch whose handler has ended. What it could not send counts against all of it.
 *
 * @param decisions what the handler has decided, by attempt
 * @param sender what the batch was sending by
 */
record BatchCompletion(List<BatchDecisions> decisions, RecordSender sender) implements Completion {

	@Override
	public CompletableFuture<Void> decide(Send send) {
		return this.sender.end().thenRun(() -> decide(send, this.sender.failure()));
	}

	private void decide(Send send, @Nullable Throwable unsent) {
		this.decisions.forEach((attempt) -> attempt.events(unsent).forEach(send::send));
	}

}
