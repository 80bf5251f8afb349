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

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Objects;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

import io.amgi.esm.event.KafkaEvent;
import io.amgi.esm.event.KafkaEventDecoder;
import io.amgi.esm.event.KafkaRecord;

/**
 * Decodes an event of 5.5 MB.
 */
@State(Scope.Benchmark)
public class DecodingBenchmark {

	private final byte[] event = SampleEvents.ofBytes(SampleEvents.FULL, 1024);

	private final KafkaEventDecoder decoder = new KafkaEventDecoder();

	/**
	 * Lower bound, with the event in memory.
	 * @return keys and values
	 */
	@Benchmark
	public List<byte[]> scanArray() {
		return MinimalScanner.scan(this.event);
	}

	/**
	 * Lower bound, with the event as Lambda passes it.
	 * @return keys and values
	 * @throws Exception if that fails
	 */
	@Benchmark
	public List<byte[]> scanStream() throws Exception {
		return MinimalScanner.scan(new ByteArrayInputStream(this.event));
	}

	/**
	 * Decodes an event as the mapping does, and reads everything that a handler can ask
	 * of a record.
	 * @param blackhole takes keys, values and headers
	 */
	@Benchmark
	public void decode(Blackhole blackhole) {
		KafkaEvent decoded = this.decoder.decode(new ByteArrayInputStream(this.event));
		decoded.records().forEach((record) -> consume(record, blackhole));
	}

	private static void consume(KafkaRecord event, Blackhole blackhole) {
		blackhole.consume(event.payload());
		blackhole.consume(Objects.requireNonNull(event.bindings().get("kafka")).get("key"));
		event.headers().forEach((header) -> blackhole.consume(header.value()));
	}

}
