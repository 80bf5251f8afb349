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
import java.util.concurrent.CompletableFuture;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.esm.NackException;
import io.amgi.esm.OnNack;
import io.amgi.kafka.KafkaDeadLetterPublisher;
import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.MessageNackEvent;
import io.amgi.protocol.MessageReceiveEvent;
import io.amgi.server.MessageServer;

/**
 * Handles events whose records all fail and are reported, listed in an exception or
 * published as dead letters. The output per record must not grow with the number of
 * records.
 */
@State(Scope.Benchmark)
public class LongOutputBenchmark {

	private static final AmgiApplication REFUSING = (scope, receive, send) -> {
		MessageReceiveEvent message;
		do {
			message = (MessageReceiveEvent) receive.receive();
			send.send(new MessageNackEvent(message.id(), "Refused"));
		}
		while (message.moreMessages());
	};

	/**
	 * Number of records of the event.
	 */
	@Param({ "1000", "10000" })
	public int records;

	/**
	 * Output for the failed records.
	 */
	@Param
	public Output output = Output.REPORT;

	private byte[] event = {};

	// JMH calls start() before it measures.
	@SuppressWarnings("NullAway.Init")
	private KafkaEventSourceMapping mapping;

	/**
	 * Prepares the event.
	 */
	@Setup
	public void start() {
		LoggingSystem.get(getClass().getClassLoader()).setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.ERROR);
		this.event = SampleEvents.ofBytes(this.records, 100);
		this.mapping = this.output.mapping(REFUSING);
	}

	/**
	 * Handles the event.
	 * @return the response, or the message of the exception
	 */
	@Benchmark
	public Object handle() {
		try {
			return this.mapping.handle(new ByteArrayInputStream(this.event), null).toJson();
		}
		catch (NackException ex) {
			return String.valueOf(ex.getMessage());
		}
	}

	/**
	 * Outputs for failed records.
	 */
	public enum Output {

		/**
		 * The records are reported.
		 */
		REPORT(OnNack.REPORT, false),

		/**
		 * The records are listed in an exception.
		 */
		ERROR(OnNack.ERROR, false),

		/**
		 * The records become dead letters, which are confirmed at once.
		 */
		DEAD_LETTER(OnNack.REPORT, true);

		private final OnNack onNack;

		private final boolean deadLetters;

		Output(OnNack onNack, boolean deadLetters) {
			this.onNack = onNack;
			this.deadLetters = deadLetters;
		}

		KafkaEventSourceMapping mapping(AmgiApplication application) {
			MessageServer.Builder server = MessageServer.builder(application)
				.messageSend((event) -> CompletableFuture.completedFuture(null));
			if (this.deadLetters) {
				server.deadLetters(new KafkaDeadLetterPublisher((letter) -> letter.topic() + "-dlt"), null);
			}
			return KafkaEventSourceMapping.builder(server.build()).onNack(this.onNack).build();
		}

	}

}
