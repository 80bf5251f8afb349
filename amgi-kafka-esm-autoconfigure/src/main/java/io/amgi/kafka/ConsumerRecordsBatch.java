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

package io.amgi.kafka;

import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;

import io.amgi.handler.BatchType;

/**
 * Batches as {@link ConsumerRecords}, all of one partition.
 */
final class ConsumerRecordsBatch implements BatchType {

	@Override
	public ResolvableType getElementType(ResolvableType type) {
		ResolvableType records = type.as(ConsumerRecords.class);
		return ResolvableType.forClassWithGenerics(ConsumerRecord.class, records.getGeneric(0), records.getGeneric(1));
	}

	@Override
	@SuppressWarnings("unchecked") // All elements are consumer records.
	public Object collect(List<@Nullable Object> elements) {
		List<ConsumerRecord<Object, Object>> records = (List<ConsumerRecord<Object, Object>>) (List<?>) elements;
		ConsumerRecord<Object, Object> last = records.get(records.size() - 1);
		TopicPartition partition = new TopicPartition(last.topic(), last.partition());
		return new ConsumerRecords<>(Map.of(partition, records),
				Map.of(partition, new OffsetAndMetadata(last.offset() + 1)));
	}

}
