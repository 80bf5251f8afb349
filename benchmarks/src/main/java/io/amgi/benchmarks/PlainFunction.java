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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

import com.amazonaws.services.lambda.runtime.events.KafkaEvent;
import com.amazonaws.services.lambda.runtime.events.KafkaEvent.KafkaEventRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * The application, written by hand.
 *
 * @param handler handles key and value
 */
public record PlainFunction(BiConsumer<byte[], byte[]> handler) implements Function<KafkaEvent, Map<String, Object>> {

	@Override
	public Map<String, Object> apply(KafkaEvent event) {
		event.getRecords().values().forEach((records) -> records.forEach(this::handle));
		return Map.of("batchItemFailures", List.of());
	}

	private void handle(KafkaEventRecord record) {
		Base64.Decoder decoder = Base64.getDecoder();
		this.handler.accept(decoder.decode(record.getKey()), decoder.decode(record.getValue()));
	}

	/**
	 * Handles bytes.
	 */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	public static class BytesApplication {

		@Bean
		Function<KafkaEvent, Map<String, Object>> plain() {
			return new PlainFunction(Work::handle);
		}

	}

	/**
	 * Handles orders, which a shared reader reads.
	 */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	public static class OrdersApplication {

		@Bean
		Function<KafkaEvent, Map<String, Object>> plain(JsonMapper mapper) {
			ObjectReader reader = mapper.readerFor(Order.class);
			return new PlainFunction((key, value) -> Work.handle(key, (Order) reader.readValue(value)));
		}

	}

	/**
	 * Handles orders in Avro behind Confluent's frame, with one schema for readers and
	 * writers.
	 */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	public static class AvroApplication {

		private static final int FRAME = 5;

		private final SpecificDatumReader<AvroOrder> reader = reader();

		@Bean
		Function<KafkaEvent, Map<String, Object>> plain() {
			return new PlainFunction((key, value) -> Work.handle(key, read(value)));
		}

		private AvroOrder read(byte[] value) {
			try {
				return this.reader.read(null,
						DecoderFactory.get().binaryDecoder(value, FRAME, value.length - FRAME, null));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		private static SpecificDatumReader<AvroOrder> reader() {
			System.setProperty("org.apache.avro.SERIALIZABLE_PACKAGES", "io.amgi.benchmarks");
			return new SpecificDatumReader<>(AvroOrder.SCHEMA$, AvroOrder.SCHEMA$,
					SpecificData.getForClass(AvroOrder.class));
		}

	}

}
