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

package io.amgi.kafka;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer.ExceptionHeadersCreator;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer.HeaderNames;
import org.springframework.kafka.listener.ListenerExecutionFailedException;

import io.amgi.internal.Throwables;

/**
 * Says why a record is given up, in the headers that Spring Kafka has for it, cut to what
 * leaves room for the record. Where Spring Kafka would have its own frames in the stack
 * trace, there are none.
 */
final class DeadLetterHeaders implements ExceptionHeadersCreator {

	private static final String FAILURE = ListenerExecutionFailedException.class.getName();

	@Override
	public void create(Headers headers, Exception exception, boolean isKey, HeaderNames names) {
		String reason = BoundedText.cut(String.valueOf(exception.getMessage()));
		Throwable cause = exception.getCause();
		HeaderNames.ExceptionInfo info = names.getExceptionInfo();
		replace(headers, info.getExceptionFqcn(), FAILURE);
		replace(headers, info.getExceptionCauseFqcn(), (cause != null) ? className(Throwables.rootOf(cause)) : FAILURE);
		replace(headers, info.getExceptionMessage(), reason);
		replace(headers, info.getExceptionStacktrace(), FAILURE + ": " + reason + "\n" + trace(exception, cause));
	}

	private static String trace(Exception exception, @Nullable Throwable cause) {
		if (cause == null) {
			return "";
		}
		return (exception instanceof GivenUpException givenUp && givenUp.isBrief()) ? "... left out, too large\n"
				: trace(cause);
	}

	private static String trace(Throwable cause) {
		try {
			return new HandlerTrace().add("Caused by: ", cause).toString();
		}
		catch (Throwable ex) {
			return "Caused by: %s, which cannot be described because of %s\n".formatted(className(cause),
					className(ex));
		}
	}

	private static String className(Throwable failure) {
		return BoundedText.cut(failure.getClass().getName());
	}

	// A record that comes from a dead letter topic already has such headers.
	private static void replace(Headers headers, String name, String value) {
		headers.remove(name);
		headers.add(name, BoundedText.bytes(value));
	}

}
