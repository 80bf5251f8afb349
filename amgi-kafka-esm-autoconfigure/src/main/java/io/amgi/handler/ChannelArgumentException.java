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

import org.jspecify.annotations.Nullable;
import org.springframework.messaging.converter.MessageConversionException;

/**
 * Thrown if a message lacks a value that a channel method expects. This exception's
 * message nacks the record and is logged, so it must not quote payload, key or header
 * values. Messages of other exceptions may quote them, and are not reported.
 */
public class ChannelArgumentException extends MessageConversionException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param message what was expected, where, and what kind of thing was found instead
	 */
	public ChannelArgumentException(String message) {
		super(message);
	}

	/**
	 * Creates an exception.
	 * @param message what was expected, where, and what kind of thing was found instead
	 * @param cause what was thrown instead, of which the log has the type and the stack
	 * trace, and not the message
	 */
	public ChannelArgumentException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
