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

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import io.amgi.esm.BatchResponse;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.esm.event.KafkaEventDecoder;

/**
 * Handles events of few and of many records of a hundred bytes, inline.
 */
@State(Scope.Benchmark)
public class LinearityBenchmark {

	/**
	 * Number of records in the event.
	 */
	@Param({ "1", "10", "100", "1000", "10000" })
	public int records;

	private final KafkaEventDecoder decoder = new KafkaEventDecoder();

	private final AmgiFunction function = new AmgiFunction();

	private byte[] event = {};

	// JMH calls start() before it measures.
	@SuppressWarnings("NullAway.Init")
	private KafkaEventSourceMapping mapping;

	/**
	 * Starts the application.
	 */
	@Setup
	public void start() {
		this.event = SampleEvents.ofBytes(this.records, 100);
		this.mapping = this.function.start().getBean(KafkaEventSourceMapping.class);
	}

	/**
	 * Stops the application.
	 */
	@TearDown
	public void stop() {
		this.function.close();
	}

	/**
	 * Decodes and handles the event.
	 * @return the response
	 */
	@Benchmark
	public BatchResponse handle() {
		return this.mapping.handle(new ByteArrayInputStream(this.event), null);
	}

	/**
	 * Decodes the event.
	 * @return the event
	 */
	@Benchmark
	public Object decode() {
		return this.decoder.decode(new ByteArrayInputStream(this.event));
	}

}
