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

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the cost of the largest events with as many defects as possible. Allocation is
 * the measure, since it does not depend on the machine.
 */
class HostileEventTests {

	private static final int SIZE = 6_000_000;

	private static final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	@ParameterizedTest
	@ValueSource(
			strings = { "1", "{\"a\":1}", "{\"a\":\"b\"}", "{\"a\":[1,\"b\"]}", "{\"a\":[300]}", "[300]", "\"a\"" })
	void headersThatAreNoneAllocateLittle(String header) {
		assertThat(allocatedBy("\"headers\":[%s]".formatted(repeated(header)))).isLessThan(8L * SIZE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"partition\":\"x\"", "\"partition\":\"99999999999999999999\"", "\"partition\":1.5",
			"\"timestamp\":\"x\"", "\"topic\":1", "\"key\":1", "\"key\":\"!\"", "\"value\":\"a\"", "\"value\":\"a===\"",
			"\"headers\":1", "\"valueSchemaMetadata\":1" })
	void membersThatAreRepeatedAndWrongAllocateLittle(String member) {
		assertThat(allocatedBy(repeated(member))).isLessThan(40L * SIZE);
	}

	private static long allocatedBy(String members) {
		InputStream event = new ByteArrayInputStream(
				"{\"records\":{\"t-0\":[{\"topic\":\"t\",\"partition\":0,\"offset\":1,%s}]}}".formatted(members)
					.getBytes(StandardCharsets.UTF_8));
		long before = threads.getCurrentThreadAllocatedBytes();
		KafkaEvent decoded = new KafkaEventDecoder().decode(event);
		long allocated = threads.getCurrentThreadAllocatedBytes() - before;
		assertThat(decoded.records()).singleElement()
			.extracting(KafkaRecord::defect)
			.asString()
			.startsWith("Couldn't decode record: expected ");
		return allocated;
	}

	private static String repeated(String json) {
		String separated = json + ",";
		return separated.repeat(SIZE / separated.length()) + json;
	}

}
