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
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.amgi.test.KafkaEvents;
import io.amgi.test.lambda.LambdaRuntimeEmulator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the image that the Dockerfile builds, without Docker.
 */
class ContainerImageIT {

	// Ends the JVM if the recording cannot be used.
	private static final String RECORDING_REQUIRED = (Runtime.version().feature() >= 25) ? "-XX:AOTMode=on"
			: "-Xshare:on";

	private static ImageStage image;

	@BeforeAll
	static void build(@TempDir Path directory) throws IOException, InterruptedException {
		image = Dockerfile.build(Path.of(""), directory);
	}

	@Test
	void eventIsHandledByWhatWasRecorded(@TempDir Path directory) throws IOException {
		Path log = directory.resolve("classes.log");
		try (LambdaRuntimeEmulator lambda = image.emulator()
			.jvmArguments(RECORDING_REQUIRED, "-Xlog:class+load:file=" + log)
			.start()) {
			assertHandles(lambda);
			assertThat(lambda.output()).contains("Starting AOT-processed OrdersApplication");
		}
		assertThat(Files.readString(log))
			.containsPattern("io\\.amgi\\.samples\\.orders\\.Orders source: shared objects file")
			.containsPattern("FunctionInvoker source: shared objects file");
	}

	@Test
	void sigtermClosesTheContext() {
		try (LambdaRuntimeEmulator lambda = image.emulator().start()) {
			lambda.sigterm();
			assertThat(lambda.awaitExit(Duration.ofSeconds(30))).isEqualTo(143);
			assertThat(lambda.output()).contains("Closing the book with 0 orders");
		}
	}

	@Test
	void functionStartsAlsoWhereJarsHaveAnotherTime(@TempDir Path directory) throws IOException {
		ImageStage changed = image.in(directory);
		Files.setLastModifiedTime(changed.path("orders.jar"), FileTime.from(Instant.EPOCH));
		try (LambdaRuntimeEmulator lambda = changed.emulator().start()) {
			assertHandles(lambda);
		}
	}

	@Test
	void functionStartsAlsoWithWhatIsNoRecording(@TempDir Path directory) throws IOException {
		ImageStage changed = image.in(directory);
		Files.writeString(changed.path("archive/orders.aot"), "of another JVM");
		try (LambdaRuntimeEmulator lambda = changed.emulator().start()) {
			assertHandles(lambda);
		}
	}

	@Test
	void functionStartsAlsoWithoutARecording(@TempDir Path directory) throws IOException {
		ImageStage changed = image.in(directory);
		Files.deleteIfExists(changed.path("archive/orders.aot"));
		Files.deleteIfExists(changed.path("archive/orders.jsa"));
		try (LambdaRuntimeEmulator lambda = changed.emulator().start()) {
			assertHandles(lambda);
		}
	}

	private static void assertHandles(LambdaRuntimeEmulator lambda) {
		assertThat(lambda
			.invoke(KafkaEvents.msk()
				.record("order-cancellations", new Cancellation("A-1", "too late"))
				.record("order-notes", "Please ring twice")
				.toBytes())
			.text()).isEqualTo("{\"batchItemFailures\":[]}");
	}

}
