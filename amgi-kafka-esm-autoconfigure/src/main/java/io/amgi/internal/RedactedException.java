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

package io.amgi.internal;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Stands for an exception whose message may quote a record: it has the type and the stack
 * trace, and those of its causes, and no message.
 */
public final class RedactedException extends Exception {

	private static final long serialVersionUID = 1L;

	private final String type;

	private RedactedException(Throwable original, @Nullable RedactedException cause) {
		super(null, cause);
		this.type = original.getClass().getName();
		setStackTrace(stackTrace(original));
	}

	/**
	 * Returns what stands for an exception.
	 * @param original the exception
	 * @return its type and stack trace, and those of its causes
	 */
	public static RedactedException of(Throwable original) {
		List<Throwable> chain = Throwables.chain(original);
		@Nullable RedactedException redacted = null;
		for (int i = chain.size() - 1; i >= 0; i--) {
			redacted = new RedactedException(chain.get(i), redacted);
		}
		return Objects.requireNonNull(redacted);
	}

	// Methods of an application's exception may throw.
	private static StackTraceElement[] stackTrace(Throwable original) {
		try {
			return original.getStackTrace();
		}
		catch (Throwable ex) {
			return new StackTraceElement[0];
		}
	}

	@Override
	public Throwable fillInStackTrace() {
		return this;
	}

	@Override
	public String toString() {
		return this.type + " (its message may quote the record and is left out)";
	}

}
