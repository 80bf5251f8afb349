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

package io.amgi.benchmarks.startup;

import io.amgi.test.KafkaEvents;

/**
 * First event of a function: one record, the same for all functions.
 */
enum FirstEvent {

	/**
	 * A cancellation, bound to a type. Nothing is sent.
	 */
	QUIET("order-cancellations", "{\"orderId\":\"A-1\",\"reason\":\"too late\"}"),

	/**
	 * An order, bound to a type, for which an invoice is sent to a broker.
	 */
	SENDING("orders", "{\"id\":\"A-1\",\"items\":[{\"article\":\"teapot\",\"quantity\":2,\"price\":24.50}]}");

	private final String topic;

	private final String value;

	FirstEvent(String topic, String value) {
		this.topic = topic;
		this.value = value;
	}

	byte[] from(String servers) {
		return KafkaEvents.selfManaged()
			.bootstrapServers(servers)
			.record(this.topic, (record) -> record.key("A-1").value(this.value))
			.toBytes();
	}

}
