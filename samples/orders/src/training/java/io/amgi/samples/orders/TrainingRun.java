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

package io.amgi.samples.orders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.springframework.cloud.function.adapter.aws.FunctionInvoker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import org.springframework.util.Assert;
import org.springframework.util.FileSystemUtils;

import io.amgi.test.KafkaEvents;
import io.amgi.test.lambda.LambdaRuntimeEmulator;

/**
 * Runs what the container image holds once, from Init to SIGTERM, while the JVM records
 * what a cold start needs. What was recorded is of use to the JVM alone that runs this.
 * The broker is there since the first send is the most expensive part of a first event.
 */
public final class TrainingRun {

	private static final Duration EXIT_TIMEOUT = Duration.ofMinutes(2);

	private final Path directory;

	private final String bootstrapServers;

	private TrainingRun(Path directory, String bootstrapServers) {
		this.directory = directory;
		this.bootstrapServers = bootstrapServers;
	}

	/**
	 * Runs the function.
	 * @param args the directory that holds what the image does
	 * @throws IOException if an earlier recording cannot be replaced
	 */
	public static void main(String[] args) throws IOException {
		EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 1, SentInvoices.TOPIC);
		broker.afterPropertiesSet();
		try {
			new TrainingRun(Path.of(args[0]), broker.getBrokersAsString()).record(Recording.ofThisJvm());
		}
		finally {
			broker.destroy();
		}
	}

	private void record(Recording recording) throws IOException {
		Path archive = this.directory.resolve("archive");
		FileSystemUtils.deleteRecursively(archive);
		Files.createDirectory(archive);
		String output = run(recording);
		Assert.state(Files.exists(this.directory.resolve(recording.file)),
				() -> "The JVM has not written %s:%n%s".formatted(recording.file, output));
	}

	private String run(Recording recording) {
		try (LambdaRuntimeEmulator lambda = LambdaRuntimeEmulator
			.inContainer(this.directory, "./entrypoint.sh", FunctionInvoker.class.getName())
			.mainClass(OrdersApplication.class)
			.jvmArguments(recording.option + recording.file)
			.start()) {
			String response = lambda.invoke(event()).text();
			Assert.state(response.equals("{\"batchItemFailures\":[]}"), response);
			lambda.sigterm();
			lambda.awaitExit(EXIT_TIMEOUT);
			return lambda.output();
		}
	}

	// One record for each of the application's channels.
	private byte[] event() {
		return KafkaEvents.msk()
			.bootstrapServers(this.bootstrapServers)
			.record("orders", "{\"id\":\"A-1\",\"items\":[{\"article\":\"cup\",\"quantity\":6,\"price\":4.20}]}")
			.record("order-cancellations", "{\"orderId\":\"A-1\",\"reason\":\"too many\"}")
			.record("order-notes", "Please ring twice")
			.toBytes();
	}

	/**
	 * Ways of recording a JVM.
	 */
	private enum Recording {

		/**
		 * Classes, linked, with profiles of their methods: from JDK 25 on.
		 */
		AOT_CACHE("archive/orders.aot", "-XX:AOTCacheOutput="),

		/**
		 * Classes.
		 */
		CDS_ARCHIVE("archive/orders.jsa", "-XX:ArchiveClassesAtExit=");

		private final String file;

		private final String option;

		Recording(String file, String option) {
			this.file = file;
			this.option = option;
		}

		static Recording ofThisJvm() {
			return (Runtime.version().feature() >= 25) ? AOT_CACHE : CDS_ARCHIVE;
		}

	}

}
