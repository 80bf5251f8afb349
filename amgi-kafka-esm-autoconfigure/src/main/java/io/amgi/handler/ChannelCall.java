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

import io.amgi.protocol.MessageScope;

/**
 * A call of a channel method: one message, or the messages of a batch method's call. If a
 * batch method is called again with the rest of its messages, that is another call.
 */
public interface ChannelCall {

	/**
	 * Returns the channel.
	 * @return the channel
	 */
	ChannelDescriptor channel();

	/**
	 * Returns the scope that the messages were received in. Its extension
	 * {@code amgi.group} contains the {@code ids} of all messages of the scope, including
	 * those that are not received yet. Its state can hold the result of a lookup for all
	 * of them.
	 * @return the scope
	 */
	MessageScope scope();

	/**
	 * Adds an action for the end of the scope, when all of its messages have been handled
	 * or none is handled any more. It runs on the scope's thread; decisions may still be
	 * under way. What it throws is logged.
	 * @param action the action
	 */
	void onScopeEnd(Runnable action);

	/**
	 * Returns the messages, in their order.
	 * @return the messages, created lazily
	 */
	List<ChannelMessage> messages();

	/**
	 * Returns whether a message is still on its way to the method: neither skipped nor
	 * refused, nor, in a batch, unreadable. The elements of a batch method's list are
	 * those of the messages that are left.
	 * @param index the message's index
	 * @return whether it is
	 */
	boolean isLeft(int index);

	/**
	 * Acknowledges a message without handling it. In a batch method's list, it is left
	 * out.
	 * @param index the message's index
	 * @throws IllegalStateException if the message is skipped or refused already, or the
	 * method is running
	 */
	void skip(int index);

	/**
	 * Nacks a message without handling it.
	 * @param index the message's index
	 * @param cause the reason; after a {@link io.amgi.protocol.NotCompletedException
	 * NotCompletedException}, the message is delivered again
	 * @throws IllegalStateException if the message is skipped or refused already, or the
	 * method is running
	 */
	void refuse(int index, Throwable cause);

}
