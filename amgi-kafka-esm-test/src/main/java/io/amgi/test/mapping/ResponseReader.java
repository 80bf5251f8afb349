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
import java.util.Set;
import java.util.stream.Collectors;

import io.amgi.test.RecordId;
import io.amgi.test.mapping.BatchItemFailures.Item;

/**
 * Determines the outcome for the records from a function's response.
 */
@FunctionalInterface
interface ResponseReader {

	Outcome read(byte[] response, List<RecordId> records);

	static ResponseReader of(EventSourceMappingSettings settings) {
		return (settings.functionResponseTypes().contains(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES))
				? new PartialBatchResponseReader(settings.partialBatchReading()) : ResponseReader::ignore;
	}

	/**
	 * Treats any response as a success, since there is no {@code ReportBatchItemFailures}
	 * [D].
	 * @param response the response, read only to find lost records
	 * @param records the event's records
	 * @return the outcome
	 */
	private static Outcome ignore(byte[] response, List<RecordId> records) {
		Set<Item> items = Set.copyOf(BatchItemFailures.find(response));
		return Outcome.lost(records.stream()
			.filter((record) -> items.contains(Item.of(record)))
			.collect(Collectors.toUnmodifiableSet()));
	}

}
