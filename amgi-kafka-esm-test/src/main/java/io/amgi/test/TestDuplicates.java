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

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.amazonaws.services.lambda.runtime.Context;

import io.amgi.handler.ChannelMessage;
import io.amgi.idempotency.DuplicateListener;

/**
 * Collects the records of an invocation that were handled before.
 */
final class TestDuplicates implements DuplicateListener {

	private final Map<Context, Set<String>> recognized = new ConcurrentHashMap<>();

	void begin(Context invocation) {
		this.recognized.put(invocation, ConcurrentHashMap.newKeySet());
	}

	Set<String> end(Context invocation) {
		Set<String> ids = this.recognized.remove(invocation);
		return (ids != null) ? Set.copyOf(ids) : Set.of();
	}

	@Override
	public void recognized(ChannelMessage message) {
		Map<String, Object> lambda = message.getScope().extensions().getOrDefault("aws.lambda", Map.of());
		if (lambda.get("context") instanceof Context invocation) {
			this.recognized.computeIfPresent(invocation, (same, ids) -> {
				ids.add(message.getEvent().id());
				return ids;
			});
		}
	}

}
