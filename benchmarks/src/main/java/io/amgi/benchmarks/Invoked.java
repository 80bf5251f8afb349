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

package io.amgi.benchmarks;

import java.util.Map;

import org.springframework.cloud.function.adapter.aws.FunctionInvoker;

/**
 * Applications that are compared.
 */
public enum Invoked {

	/**
	 * With this library, payloads as bytes.
	 */
	BYTES_AMGI(AmgiFunction.BytesApplication.class),

	/**
	 * By hand, payloads as bytes.
	 */
	BYTES_PLAIN(PlainFunction.BytesApplication.class),

	/**
	 * With this library, payloads bound to a record.
	 */
	ORDERS_AMGI(AmgiFunction.OrdersApplication.class),

	/**
	 * By hand, payloads bound to a record.
	 */
	ORDERS_PLAIN(PlainFunction.OrdersApplication.class),

	/**
	 * With this library, payloads in Avro.
	 */
	AVRO_AMGI(AmgiFunction.AvroApplication.class),

	/**
	 * By hand, payloads in Avro.
	 */
	AVRO_PLAIN(PlainFunction.AvroApplication.class);

	private final Class<?> application;

	Invoked(Class<?> application) {
		this.application = application;
	}

	Class<?> application() {
		return this.application;
	}

	Map<String, String> properties() {
		return name().endsWith("PLAIN")
				? Map.of("spring.amgi.enabled", "false", "spring.cloud.function.definition", "plain") : Map.of();
	}

	/**
	 * Starts the application as Lambda's runtime does.
	 * @return what to invoke
	 */
	FunctionInvoker start() {
		System.setProperty("MAIN_CLASS", application().getName());
		System.setProperty("logging.level.root", "error");
		System.setProperty("spring.main.banner-mode", "off");
		properties().forEach(System::setProperty);
		return new FunctionInvoker();
	}

	byte[] event() {
		return event(SampleEvents.FULL);
	}

	byte[] event(int records) {
		if (name().startsWith("AVRO")) {
			return SampleEvents.ofAvro(records);
		}
		return name().startsWith("BYTES") ? SampleEvents.ofBytes(records, 1024) : SampleEvents.ofOrders(records);
	}

}
