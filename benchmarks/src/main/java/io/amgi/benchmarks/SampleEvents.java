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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.util.Utf8;

/**
 * Events as Lambda writes them, of one topic-partition.
 */
public final class SampleEvents {

	/**
	 * Number of records of a kilobyte that make an event of 5.5 MB.
	 */
	public static final int FULL = 3_400;

	private static final String RECORD = """
			{"topic":"orders","partition":0,"offset":%d,"timestamp":%d,"timestampType":"CREATE_TIME","key":"%s","value":"%s","headers":[{"trace-id":%s}]}""";

	private static final String TRACE_ID = Arrays.toString("4bf92f3577b34da6".getBytes(StandardCharsets.UTF_8))
		.replace(" ", "");

	private SampleEvents() {
	}

	/**
	 * Creates an event whose values are random bytes.
	 * @param records the number of records
	 * @param size the length of each value
	 * @return the JSON
	 */
	public static byte[] ofBytes(int records, int size) {
		Random random = new Random(records);
		return of(records, (i) -> {
			byte[] value = new byte[size];
			random.nextBytes(value);
			return value;
		});
	}

	/**
	 * Creates an event whose values are orders in JSON, of about a kilobyte.
	 * @param records the number of records
	 * @return the JSON
	 */
	public static byte[] ofOrders(int records) {
		String note = "Ring twice. ".repeat(70);
		return of(records,
				(i) -> """
						{"id":"order-%d","customer":"customer-%d","region":"eu","currency":"EUR","cents":%d,"items":%d,"express":%b,"note":"%s"}"""
					.formatted(i, i % 97, i * 31, i % 7, i % 3 == 0, note)
					.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Creates an event whose values are orders in Avro of three schemas, of about a
	 * kilobyte, behind Confluent's frame.
	 * @param records the number of records
	 * @return the JSON
	 */
	public static byte[] ofAvro(int records) {
		Utf8 note = new Utf8("Ring twice. ".repeat(70));
		return of(records, (i) -> {
			AvroOrder order = new AvroOrder();
			Object[] values = { "order-" + i, "customer-" + i % 97, "eu", "EUR", i * 31L, i % 7, i % 3 == 0, note };
			IntStream.range(0, values.length).forEach((field) -> order.put(field, values[field]));
			return framed(1 + i % 3, order);
		});
	}

	private static byte[] framed(int id, AvroOrder order) {
		try {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			bytes.writeBytes(new byte[] { 0, 0, 0, 0, (byte) id });
			BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
			new SpecificDatumWriter<>(AvroOrder.class).write(order, encoder);
			encoder.flush();
			return bytes.toByteArray();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static byte[] of(int records, IntFunction<byte[]> value) {
		StringBuilder event = new StringBuilder(
				"{\"eventSource\":\"SelfManagedKafka\",\"bootstrapServers\":\"broker-1:9092,broker-2:9092\",\"records\":{\"orders-0\":[");
		for (int i = 0; i < records; i++) {
			event.append((i > 0) ? "," : "").append(record(i, value.apply(i)));
		}
		return event.append("]}}").toString().getBytes(StandardCharsets.UTF_8);
	}

	private static String record(int index, byte[] value) {
		Base64.Encoder encoder = Base64.getEncoder();
		byte[] key = ("customer-" + index % 97).getBytes(StandardCharsets.UTF_8);
		return RECORD.formatted(4_200_000L + index, 1_764_000_000_000L + index, encoder.encodeToString(key),
				encoder.encodeToString(value), TRACE_ID);
	}

}
