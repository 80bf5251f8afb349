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

package io.amgi.sender;

import java.util.concurrent.CompletableFuture;

import io.amgi.protocol.Confirmation;

/**
 * The confirmation of a message whose server, or middleware, returns a future of another
 * kind.
 */
final class FutureConfirmation extends Confirmation {

	private FutureConfirmation() {
	}

	/**
	 * Returns the confirmation that a future stands for.
	 * @param future what the server has returned
	 * @return the same, if it is a confirmation
	 */
	static Confirmation of(CompletableFuture<Void> future) {
		if (future instanceof Confirmation confirmation) {
			return confirmation;
		}
		FutureConfirmation message = new FutureConfirmation();
		future.whenComplete((confirmed, failure) -> message.settle(failure));
		return message;
	}

	/**
	 * Returns the confirmation of a message that was not even sent.
	 * @param failure why it was not
	 * @return the failed confirmation
	 */
	static Confirmation failed(Throwable failure) {
		return of(CompletableFuture.failedFuture(failure));
	}

}
