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
import org.springframework.core.convert.ConversionException;
import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.messaging.handler.HandlerMethod;

import io.amgi.internal.RedactedException;
import io.amgi.internal.Throwables;
import io.amgi.protocol.NonRetryableException;

/**
 * Thrown if an argument cannot be resolved from a message. Its message names the argument
 * and the reason. The original exception is suppressed and without its message, since
 * such messages quote values.
 */
final class UnresolvedArgumentException extends NonRetryableException {

	private static final long serialVersionUID = 1L;

	UnresolvedArgumentException(String argument, HandlerMethod method, String problem) {
		this(argument, method, problem, null);
	}

	/**
	 * Creates an exception.
	 * @param argument the argument
	 * @param method the method
	 * @param problem what was expected, without a value
	 * @param failure the exception behind it, or {@code null}
	 */
	UnresolvedArgumentException(String argument, HandlerMethod method, String problem, @Nullable Throwable failure) {
		super("Couldn't resolve %s of %s: %s".formatted(argument, Descriptions.of(method), problem), null);
		Throwable foreign = (failure != null) ? foreign(failure) : null;
		if (foreign != null) {
			RedactedException redacted = RedactedException.of(foreign);
			setStackTrace(redacted.getStackTrace());
			addSuppressed(redacted);
		}
	}

	// A failed conversion says no more than that the value has the wrong type.
	private static @Nullable Throwable foreign(Throwable failure) {
		if (failure instanceof ConversionException) {
			return null;
		}
		return (failure instanceof MessageConversionException) ? Throwables.causeOf(failure) : failure;
	}

	@Override
	public Throwable fillInStackTrace() {
		return this;
	}

}
