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

package io.amgi.benchmarks.amgi;

import org.springframework.stereotype.Component;

import io.amgi.channel.AmgiChannel;

/**
 * Handles cancellations and notes.
 */
@Component
class Messages {

	private final OrderBook book;

	Messages(OrderBook book) {
		this.book = book;
	}

	@AmgiChannel("order-cancellations")
	void cancelled(Cancellation cancellation) {
		this.book.remove(cancellation.orderId());
	}

	@AmgiChannel("order-notes")
	void noted(String note) {
		if (note.isBlank()) {
			throw new IllegalArgumentException("A note needs a text");
		}
	}

}
