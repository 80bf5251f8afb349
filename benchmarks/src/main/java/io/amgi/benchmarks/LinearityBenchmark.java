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
	 * How many records the event has.
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
	 * All of it.
	 * @return the response
	 */
	@Benchmark
	public BatchResponse handle() {
		return this.mapping.handle(new ByteArrayInputStream(this.event), null);
	}

	/**
	 * Decoding alone.
	 * @return the event
	 */
	@Benchmark
	public Object decode() {
		return this.decoder.decode(new ByteArrayInputStream(this.event));
	}

}
