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

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A mapping in a separate process. It prints each record that its function has handled,
 * and waits to be killed in the middle of the fourth batch.
 */
public final class CrashingMapping {

	static final String HELD = "held";

	static final String FILTERED = "filtered";

	private static final AtomicInteger BATCHES = new AtomicInteger();

	private CrashingMapping() {
	}

	static Process start(String topic, String group) throws IOException {
		return new ProcessBuilder(ProcessHandle.current().info().command().orElse("java"), "-cp",
				System.getProperty("java.class.path"), CrashingMapping.class.getName(), TestKafka.bootstrapServers(),
				topic, group)
			.redirectError(Redirect.INHERIT)
			.start();
	}

	public static void main(String[] args) throws InterruptedException {
		LocalEventSourceMapping.builder()
			.bootstrapServers(args[0])
			.topics(args[1])
			.consumerGroupId(args[2])
			.kafkaProperties(Map.of("session.timeout.ms", 1000, "heartbeat.interval.ms", 300))
			.settings((settings) -> settings.batchSize(10)
				.filterCriteria("{\"value\":[{\"anything-but\":[\"" + FILTERED + "\"]}]}"))
			.function(CrashingMapping::handle)
			.start();
		new CountDownLatch(1).await();
	}

	private static byte[] handle(byte[] event) throws InterruptedException {
		List<TestEvent.TestRecord> records = TestEvent.parse(event).records();
		boolean last = BATCHES.incrementAndGet() == 4;
		records.subList(0, (last) ? records.size() / 2 : records.size())
			.forEach((record) -> System.out.println(record.id()));
		if (last) {
			System.out.println(HELD);
			new CountDownLatch(1).await();
		}
		return new byte[0];
	}

}
