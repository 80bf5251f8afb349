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

package io.amgi.consumer;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.amgi.internal.LazyFields;

/**
 * Kafka's binding of a record, equal to that of the same record in an event.
 */
final class ConsumedRecordBinding extends LazyFields {

	private static final List<String> NAMES = List.of("partition", "offset", "timestamp", "timestampType");

	private final ConsumedRecord record;

	ConsumedRecordBinding(ConsumedRecord record) {
		super("key", NAMES);
		this.record = record;
	}

	@Override
	protected @Nullable Object value(String name) {
		return switch (name) {
			case "key" -> this.record.key();
			case "partition" -> this.record.partition();
			case "offset" -> this.record.offset();
			case "timestamp" -> this.record.timestamp();
			case "timestampType" -> this.record.timestampType();
			default -> null;
		};
	}

}
