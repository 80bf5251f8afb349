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

package io.amgi.test.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class LambdaContainerTests {

	@TempDir
	private Path directory;

	@BeforeEach
	void writeEntryPoint() throws IOException {
		writeEntryPoint("exec");
	}

	private void writeEntryPoint(String command) throws IOException {
		Files.writeString(this.directory.resolve("entrypoint.sh"), """
				%s "$JAVA_HOME/bin/java" -Dcolour=blue -cp '%s' %s "$@"
				exit $?
				""".formatted(command, System.getProperty("java.class.path"), RuntimeClient.MAIN_CLASS));
	}

	@Test
	void entryPointRunsInTheDirectory() {
		assertThat(property("user.dir")).isEqualTo(this.directory.toString());
	}

	@Test
	void entryPointIsToldOfTheJvm() {
		assertThat(property("java.home")).isEqualTo(System.getProperty("java.home"));
	}

	@Test
	void jvmArgumentsComeBeforeThoseOfTheEntryPoint() {
		assertThat(property("colour", "-Dcolour=red")).isEqualTo("blue");
		assertThat(property("shade", "-Dshade=dark")).isEqualTo("dark");
	}

	@Test
	void optionsOfTheImageStay() {
		try (LambdaRuntimeEmulator lambda = container().environment("JAVA_TOOL_OPTIONS", "-Dshade=dark -Dsize=S")
			.jvmArguments("-Dsize=L")
			.start()) {
			assertThat(lambda.invoke("\"shade\"").text()).isEqualTo("\"dark\"");
			assertThat(lambda.invoke("\"size\"").text()).isEqualTo("\"L\"");
		}
	}

	@Test
	void jvmThatTheEntryPointWaitsForEndsWithIt() throws IOException {
		writeEntryPoint("");
		try (LambdaRuntimeEmulator lambda = container().start()) {
			long jvm = Long.parseLong(lambda.invoke("\"pid\"").text().replace("\"", ""));
			assertThat(lambda.invoke("\"block\"".getBytes(), Duration.ofSeconds(3)).outcome())
				.isEqualTo(LambdaOutcome.TIMED_OUT);
			Awaitility.await().until(() -> ProcessHandle.of(jvm).filter(ProcessHandle::isAlive).isEmpty());
		}
	}

	@Test
	void jvmThatTheEntryPointHasLeftEndsAtClose() throws IOException {
		writeEntryPoint("");
		LambdaRuntimeEmulator lambda = container().start();
		long jvm = Long.parseLong(lambda.invoke("\"pid\"").text().replace("\"", ""));
		lambda.invokeAsync("\"block\"");
		lambda.awaitLine("Blocked", Duration.ofSeconds(10));
		lambda.sigterm();
		lambda.awaitExit(Duration.ofSeconds(10));
		lambda.close();
		Awaitility.await().until(() -> ProcessHandle.of(jvm).filter(ProcessHandle::isAlive).isEmpty());
	}

	private String property(String name, String... jvmArguments) {
		try (LambdaRuntimeEmulator lambda = container().jvmArguments(jvmArguments).start()) {
			return lambda.invoke("\"%s\"".formatted(name)).text().replace("\"", "");
		}
	}

	private LambdaRuntimeBuilder container() {
		return LambdaRuntimeEmulator.inContainer(this.directory, "/bin/sh", "./entrypoint.sh",
				Property.class.getName());
	}

	public static class Property implements RequestHandler<String, String> {

		@Override
		public String handleRequest(String name, Context context) {
			return switch (name) {
				case "pid" -> String.valueOf(ProcessHandle.current().pid());
				case "block" -> block();
				default -> System.getProperty(name);
			};
		}

		private static String block() {
			System.out.println("Blocked");
			return LambdaHandlers.block();
		}

	}

}
