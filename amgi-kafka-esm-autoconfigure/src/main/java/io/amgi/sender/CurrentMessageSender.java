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

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * Sends by the sender of the record that is handled on the calling thread.
 */
public final class CurrentMessageSender implements MessageSender {

	private final ThreadLocal<@Nullable MessageSender> current = new ThreadLocal<>();

	/**
	 * {@inheritDoc}
	 * @throws IllegalStateException if no record is handled on this thread
	 */
	@Override
	public CompletableFuture<Void> send(OutboundMessage message) {
		MessageSender sender = this.current.get();
		Assert.state(sender != null,
				"No record is handled on this thread. Take a MessageSender as a parameter of the channel method, and send by that from other threads");
		return sender.send(message);
	}

	/**
	 * Binds a sender to the calling thread.
	 * @param sender the sender of the record that is going to be handled
	 */
	public void bind(MessageSender sender) {
		this.current.set(sender);
	}

	/**
	 * Unbinds the calling thread's sender.
	 */
	public void unbind() {
		// To remove the entry, and to make it again for the next record, takes longer.
		this.current.set(null);
	}

}
