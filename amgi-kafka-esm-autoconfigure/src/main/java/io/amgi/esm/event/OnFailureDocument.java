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

package io.amgi.esm.event;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A document that Lambda sends to the on-failure destination of a mapping.
 *
 * @param condition the reason for which Lambda gave up, such as {@code RetriesExhausted},
 * or {@code null}
 * @param timestamp the time at which Lambda gave up, or {@code null}
 * @param batchSize the number of records that failed, or {@code null}
 * @param ranges the places of the records
 * @param event the event with the records, or {@code null} if the document has only their
 * places
 * @see <a href= "https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure.html">AWS
 * on the documents of buckets, queues and SNS topics</a>
 * @see <a href=
 * "https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure-destination.html">AWS on
 * the documents of Kafka topics</a>
 */
public record OnFailureDocument(@Nullable String condition, @Nullable Instant timestamp, @Nullable Integer batchSize,
		List<Range> ranges, @Nullable KafkaEvent event) {

	/**
	 * The places of records of one partition.
	 *
	 * @param topic the topic
	 * @param partition the partition
	 * @param firstOffset the offset of the first record
	 * @param lastOffset the offset of the last record
	 */
	public record Range(String topic, int partition, long firstOffset, long lastOffset) {
	}

}
