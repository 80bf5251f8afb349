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

package io.amgi.protocol;

import org.jspecify.annotations.Nullable;

/**
 * {@code message.nack}: a message could not be handled.
 *
 * @param id the message's id
 * @param message why it could not
 * @param cause what policies go by, {@link NotCompletedException} for a message that was
 * never handled, or {@code null}
 */
public record MessageNackEvent(String id, String message, @Nullable Throwable cause) implements SendEvent {

	/**
	 * Creates a nack without a cause.
	 * @param id the message's id
	 * @param message why it could not be handled
	 */
	public MessageNackEvent(String id, String message) {
		this(id, message, null);
	}

	/**
	 * Creates a nack because of an exception. A {@link LinkageError} is a fault of the
	 * deployment and not of the message, which counts as not completed.
	 * @param id the message's id
	 * @param cause the exception, whose message becomes that of the nack; if it has none,
	 * or throws when it is asked, the name of its class
	 * @return the nack
	 */
	public static MessageNackEvent because(String id, Throwable cause) {
		String reason = messageOf(cause);
		String message = (reason != null) ? reason : cause.getClass().getName();
		return new MessageNackEvent(id, message,
				(cause instanceof LinkageError) ? new NotCompletedException(message, cause) : cause);
	}

	// Methods of an application's exception may throw or recurse.
	private static @Nullable String messageOf(Throwable cause) {
		try {
			return cause.getMessage();
		}
		catch (Throwable ex) {
			return null;
		}
	}

	@Override
	public String type() {
		return "message.nack";
	}

}
