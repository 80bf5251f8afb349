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

import java.util.concurrent.CompletableFuture;

import io.amgi.sender.MessageSender;
import io.amgi.sender.OutboundMessage;

/**
 * Sends messages that name the record they are sent for.
 *
 * @param id the id of the record
 * @param sender the sender to use
 */
record Outbox(String id, MessageSender sender) {

	/**
	 * The header that names the record.
	 */
	static final String FROM = "from";

	/**
	 * The address that takes no messages.
	 */
	static final String REFUSING = "refusing";

	/**
	 * The address at which sending throws.
	 */
	static final String THROWING = "throwing";

	CompletableFuture<Void> send(String address) {
		return this.sender.send(message(address));
	}

	CompletableFuture<Void> sendBestEffort(String address) {
		return this.sender.send(message(address).bestEffort());
	}

	private OutboundMessage message(String address) {
		return OutboundMessage.to(address)
			.key(this.id)
			.header(FROM, this.id)
			.header("tag", "first")
			.header("tag", "second")
			.payload(new Notice(this.id, address));
	}

	OutboundMessage tombstone(String address) {
		return OutboundMessage.to(address).key(this.id).header(FROM, this.id).partition(1);
	}

}
