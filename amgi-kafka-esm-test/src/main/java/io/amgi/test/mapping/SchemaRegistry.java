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

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Stands for the schema registry of a mapping. [D] With a registry, Lambda reads and
 * validates records before it filters them and invokes the function. Records that cannot
 * be read go to the on-failure destination, or are dropped if there is none.
 *
 * <pre class="code">
 * settings.schemaRegistry((record) -&gt; withValue(record, strippedOfItsHeader(record.value())))
 * </pre>
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/lambda/latest/dg/services-consume-kafka-events.html">AWS
 * on schema registries for Kafka</a>
 */
@FunctionalInterface
public interface SchemaRegistry {

	/**
	 * No registry: records stay as they are in the topic.
	 */
	SchemaRegistry NONE = (record) -> record;

	/**
	 * Reads a record.
	 * @param record the record as it is in the topic
	 * @return the record as the function receives it, with the same topic, partition and
	 * offset
	 * @throws Exception if the record cannot be read or is not valid
	 */
	ConsumerRecord<byte[], byte[]> read(ConsumerRecord<byte[], byte[]> record) throws Exception;

}
