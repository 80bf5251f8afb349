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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;

import io.amgi.test.TestLambdaContext;

/**
 * Invokes functions with few records with headers, as most events are, through Spring
 * Cloud Function.
 */
@State(Scope.Benchmark)
public class SmallBatchBenchmark {

	/**
	 * Number of records in the event.
	 */
	@Param({ "1", "10", "100" })
	public int records;

	/**
	 * Combination of invoker and payload.
	 */
	@Param({ "ORDERS_AMGI", "ORDERS_PLAIN", "BYTES_AMGI", "BYTES_PLAIN" })
	public Invoked invoked = Invoked.ORDERS_AMGI;

	private byte[] event = {};

	// JMH calls start() before it measures.
	@SuppressWarnings("NullAway.Init")
	private FunctionInvoker invoker;

	/**
	 * Starts the application.
	 */
	@Setup
	public void start() {
		this.event = this.invoked.event(this.records);
		this.invoker = this.invoked.start();
	}

	/**
	 * Invokes the function.
	 * @return the response
	 * @throws IOException if that fails
	 */
	@Benchmark
	public ByteArrayOutputStream invoke() throws IOException {
		ByteArrayOutputStream response = new ByteArrayOutputStream();
		this.invoker.handleRequest(new ByteArrayInputStream(this.event), response,
				new TestLambdaContext(Duration.ofMinutes(1)));
		return response;
	}

}
