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

package io.amgi.test;

import java.util.ArrayList;
import java.util.List;

/**
 * Sent messages, and the record that sent each of them.
 */
final class CapturedMessages {

	private final List<Captured> captured = new ArrayList<>();

	synchronized void add(String recordId, SentMessage message) {
		this.captured.add(new Captured(recordId, message));
	}

	synchronized List<SentMessage> all() {
		return this.captured.stream().map(Captured::message).toList();
	}

	synchronized List<SentMessage> of(String recordId) {
		return this.captured.stream()
			.filter((message) -> message.recordId().equals(recordId))
			.map(Captured::message)
			.toList();
	}

	/**
	 * A message, and the record that sent it.
	 */
	private record Captured(String recordId, SentMessage message) {

	}

}
