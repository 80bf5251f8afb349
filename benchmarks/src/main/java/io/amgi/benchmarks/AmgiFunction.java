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

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

import io.amgi.channel.AmgiChannel;
import io.amgi.kafka.KafkaKey;
import io.amgi.payload.SchemaDefinition;
import io.amgi.payload.SchemaFormat;
import io.amgi.payload.SchemaId;
import io.amgi.payload.SchemaSource;

/**
 * The application, written with this library.
 */
public final class AmgiFunction implements AutoCloseable {

	private @Nullable ConfigurableApplicationContext context;

	/**
	 * Starts the application without Lambda.
	 * @return its context
	 */
	public ConfigurableApplicationContext start() {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(BytesApplication.class)
			.properties("spring.main.web-application-type=none", "logging.level.root=error",
					"spring.main.banner-mode=off")
			.run();
		this.context = context;
		return context;
	}

	@Override
	public void close() {
		if (this.context != null) {
			this.context.close();
		}
	}

	/**
	 * Handles bytes.
	 */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	public static class BytesApplication {

		@Bean
		Bytes bytes() {
			return new Bytes();
		}

	}

	/**
	 * Handles orders.
	 */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	public static class OrdersApplication {

		@Bean
		Orders orders() {
			return new Orders();
		}

	}

	/**
	 * Handles orders in Avro. Their schemas cost no request, so that only the look-up is
	 * measured.
	 */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	public static class AvroApplication {

		@Bean
		AvroOrders orders() {
			return new AvroOrders();
		}

		@Bean
		SchemaSource schemas() {
			return new AvroSchemas();
		}

	}

	static final class AvroSchemas implements SchemaSource {

		@Override
		public boolean supports(SchemaId id) {
			return true;
		}

		@Override
		public SchemaDefinition find(SchemaId id) {
			return new SchemaDefinition(SchemaFormat.AVRO, AvroOrder.SCHEMA$.toString(), List.of());
		}

	}

	static final class AvroOrders {

		@AmgiChannel("orders")
		void handle(AvroOrder order, @KafkaKey byte[] key) {
			Work.handle(key, order);
		}

	}

	static final class Bytes {

		@AmgiChannel("orders")
		void handle(byte[] value, @KafkaKey byte[] key) {
			Work.handle(key, value);
		}

	}

	static final class Orders {

		@AmgiChannel("orders")
		void handle(Order order, @KafkaKey byte[] key) {
			Work.handle(key, order);
		}

	}

}
