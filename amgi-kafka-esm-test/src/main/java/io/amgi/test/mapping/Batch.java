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

package io.amgi.test.mapping;

import java.util.List;

import io.amgi.test.RecordId;

/**
 * The records of one invocation of the function.
 *
 * @param records the records, in the event's order
 * @param attempt the number of the invocation that these records are in: 1 at first, more
 * after a retry or a split
 * @param payloadSize the size of the event, in bytes
 */
public record Batch(List<RecordId> records, int attempt, int payloadSize) {

	public Batch {
		records = List.copyOf(records);
	}

}
