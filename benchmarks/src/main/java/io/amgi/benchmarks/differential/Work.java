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

package io.amgi.benchmarks.differential;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;

import io.amgi.sender.MessageSender;

/**
 * The work of all handlers: notes the arguments and behaves as the record demands.
 */
final class Work {

	private final Facts facts;

	Work(Facts facts) {
		this.facts = facts;
	}

	/**
	 * Notes that a record was handled.
	 * @param method the method
	 * @param headers the record's headers, Kafka's included
	 * @param arguments the other arguments
	 * @return the record's id
	 */
	String begin(String method, Map<String, Object> headers, @Nullable Object... arguments) {
		StringBuilder fact = new StringBuilder("handled by ").append(method);
		for (Object argument : arguments) {
			fact.append(' ').append(Text.digest(argument));
		}
		String record = id(headers);
		this.facts.add(record, fact.append(" headers ").append(Text.digest(headers)).toString());
		return record;
	}

	void handle(String method, Map<String, Object> headers, MessageSender sender, @Nullable Object... arguments) {
		String record = begin(method, headers, arguments);
		Deed.of(record).perform(new Outbox(record, sender));
	}

	static String id(Map<String, Object> headers) {
		return id(headers.get(KafkaHeaders.RECEIVED_TOPIC), headers.get(KafkaHeaders.RECEIVED_PARTITION),
				headers.get(KafkaHeaders.OFFSET));
	}

	static String id(@Nullable Object topic, @Nullable Object partition, @Nullable Object offset) {
		return "%s:%s:%s".formatted(topic, partition, offset);
	}

}
