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
 * The cause of a nack which says that handling the message again would fail again.
 */
public class NonRetryableException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param message why the message cannot be handled
	 */
	public NonRetryableException(String message) {
		super(message);
	}

	/**
	 * Creates an exception.
	 * @param message why the message cannot be handled
	 * @param cause the failure
	 */
	public NonRetryableException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

	/**
	 * Creates an exception that need not say where it comes from.
	 * @param message why the message cannot be handled
	 * @param writableStackTrace whether it has a stack trace
	 */
	protected NonRetryableException(String message, boolean writableStackTrace) {
		super(message, null, false, writableStackTrace);
	}

}
