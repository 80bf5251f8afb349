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

package io.amgi.idempotency;

import org.jspecify.annotations.Nullable;
import org.springframework.expression.spel.SpelEvaluationException;

import io.amgi.protocol.NonRetryableException;

/**
 * Thrown if a record's key expression has no value that can be a key. Quotes neither the
 * value nor the record.
 */
final class InvalidKeyException extends NonRetryableException {

	private static final long serialVersionUID = 1L;

	private InvalidKeyException(String message) {
		super(message, false);
	}

	static InvalidKeyException of(@Nullable Object value) {
		return new InvalidKeyException(
				"The idempotency key must be text, a number, a UUID, an enum constant, bytes or a list of these, but is: "
						+ ((value != null) ? value.getClass().getSimpleName() : "null"));
	}

	/**
	 * Creates an exception for an expression without a value.
	 * @param expression the expression
	 * @param failure the reason, whose message may quote the record
	 * @return the exception
	 */
	static InvalidKeyException of(String expression, RuntimeException failure) {
		return new InvalidKeyException("The idempotency key '%s' cannot be evaluated: %s".formatted(expression,
				(failure instanceof SpelEvaluationException ex) ? ex.getMessageCode()
						: failure.getClass().getSimpleName()));
	}

}
