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

import java.util.function.Supplier;

/**
 * Publishes the lag of partitions.
 */
public interface PartitionLagListener {

	/**
	 * A listener that does nothing.
	 */
	PartitionLagListener NONE = new PartitionLagListener() {

		@Override
		public void added(String topic, int partition, Supplier<Number> lag) {
		}

		@Override
		public void removed(String topic, int partition) {
		}

	};

	/**
	 * Called when the lag of a partition becomes known.
	 * @param topic the topic
	 * @param partition the partition
	 * @param lag supplies the number of records that are not committed, on any thread;
	 * not a number once the partition is removed
	 */
	void added(String topic, int partition, Supplier<Number> lag);

	/**
	 * Called when the partition is no longer consumed.
	 * @param topic the topic
	 * @param partition the partition
	 */
	void removed(String topic, int partition);

}
