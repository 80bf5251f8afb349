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

package io.amgi.esm;

import org.jspecify.annotations.Nullable;

import io.amgi.esm.event.KafkaEvent;

/**
 * Metadata of an event: everything except its records.
 *
 * @param eventSource {@code aws:kafka} for MSK, otherwise {@code SelfManagedKafka} or
 * {@code aws:SelfManagedKafka}
 * @param eventSourceArn the ARN of the MSK cluster, absent for self-managed ones
 * @param bootstrapServers the brokers that the records come from, separated by commas
 * @param records how many records there are
 */
public record EventMetadata(@Nullable String eventSource, @Nullable String eventSourceArn,
		@Nullable String bootstrapServers, int records) {

	static EventMetadata of(KafkaEvent event) {
		return new EventMetadata(event.eventSource(), event.eventSourceArn(), event.bootstrapServers(),
				event.records().size());
	}

}
