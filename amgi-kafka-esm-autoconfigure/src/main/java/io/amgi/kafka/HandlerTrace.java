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

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The stack trace of a record's failure as text. It ends at the call of the handler: the
 * frames below are the same for all records, but would make up most of the text. Text
 * beyond a header's limit is left out.
 */
final class HandlerTrace {

	private static final List<String> CALLERS = List.of("io.amgi.handler.", "io.amgi.server.");

	private static final int MAX_FRAMES = 50;

	private final StringBuilder text = new StringBuilder(512);

	private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>(4));

	/**
	 * Adds an exception, and what has caused it.
	 * @param caption what to say before it
	 * @param failure the exception
	 * @return this trace
	 */
	HandlerTrace add(String caption, Throwable failure) {
		if (isFull()) {
			return this;
		}
		this.text.append(caption).append(BoundedText.cut(String.valueOf(failure))).append('\n');
		if (this.seen.add(failure)) {
			addFrames(failure.getStackTrace());
			addSuppressed(failure.getSuppressed());
			addCause(failure.getCause());
		}
		return this;
	}

	private boolean isFull() {
		return this.text.length() > BoundedText.MAX_BYTES;
	}

	private void addSuppressed(Throwable[] suppressed) {
		for (int i = 0; i < suppressed.length && !isFull(); i++) {
			add("Suppressed: ", suppressed[i]);
		}
	}

	private void addCause(@Nullable Throwable cause) {
		if (cause != null) {
			add("Caused by: ", cause);
		}
	}

	private void addFrames(StackTraceElement[] frames) {
		int end = 0;
		while (end < frames.length && end < MAX_FRAMES && !isFull() && !isCaller(frames[end])) {
			this.text.append("\tat ").append(frames[end]).append('\n');
			end++;
		}
		if (end < frames.length) {
			this.text.append("\t... ").append(frames.length - end).append(" more\n");
		}
	}

	private static boolean isCaller(StackTraceElement frame) {
		return CALLERS.stream().anyMatch(frame.getClassName()::startsWith);
	}

	@Override
	public String toString() {
		return this.text.toString();
	}

}
