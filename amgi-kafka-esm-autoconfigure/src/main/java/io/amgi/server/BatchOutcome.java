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

package io.amgi.server;

import java.util.List;
import java.util.Objects;

/**
 * The outcome for the records of a batch. Records in neither list were acknowledged.
 *
 * @param nacks the records that were not acknowledged, in the order of the batch
 * @param givenUp the records that were published as dead letters, in the order of the
 * batch
 */
public record BatchOutcome(List<RecordNack> nacks, List<RecordNack> givenUp) {

	static BatchOutcome of(List<RecordDelivery> deliveries) {
		return new BatchOutcome(deliveries.stream().map(RecordDelivery::nack).filter(Objects::nonNull).toList(),
				deliveries.stream().map(RecordDelivery::givenUp).filter(Objects::nonNull).toList());
	}

	/**
	 * Returns whether a record was not completed, so that there is no decision on it.
	 * @return whether there is such a record
	 */
	public boolean hasUndecided() {
		return this.nacks.stream().anyMatch(RecordNack::isUndecided);
	}

}
