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

import org.jspecify.annotations.Nullable;

/**
 * Observes batches and their records, with any application. Beans of this type are called
 * in their order.
 * <p>
 * An observer does not affect outcomes: its exceptions are logged once per batch and
 * otherwise ignored.
 */
@FunctionalInterface
public interface BatchObserver {

	/**
	 * Opens the observation of a batch, on the thread that processes the batch.
	 * @param batch the batch
	 * @return the observation, or {@code null} if the batch is of no interest
	 */
	@Nullable BatchObservation open(InboundBatch batch);

}
