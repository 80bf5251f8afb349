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

/**
 * Reading of AWS's documentation on the records that are delivered again after a partial
 * batch response. It says that Lambda retries "just those specific items", but not
 * whether the records after them in their partition are delivered again, too, as with
 * Kinesis. A function should be correct under both readings.
 */
public enum PartialBatchReading {

	/**
	 * Only the records that the response names.
	 */
	NAMED_OFFSETS,

	/**
	 * Per partition, all records from the lowest one that the response names.
	 */
	FROM_LOWEST_OFFSET

}
