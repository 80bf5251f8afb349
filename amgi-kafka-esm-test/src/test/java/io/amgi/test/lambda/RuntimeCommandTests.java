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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class RuntimeCommandTests {

	@TempDir
	private Path directory;

	@Test
	void executionEnvironmentIsThatOfThisJvmByDefault() {
		assertThat(command(LambdaRuntimeEmulator.onClassPath()).environment()).containsEntry("AWS_EXECUTION_ENV",
				"AWS_Lambda_java" + Runtime.version().feature());
	}

	@Test
	void executionEnvironmentIsThatOfTheExecutable() throws IOException {
		Files.writeString(this.directory.resolve("release"), "IMPLEMENTOR=\"Someone\"\nJAVA_VERSION=\"33.0.1\"\n");
		assertThat(command(LambdaRuntimeEmulator.onClassPath().javaExecutable(executable())).environment())
			.containsEntry("AWS_EXECUTION_ENV", "AWS_Lambda_java33");
	}

	@Test
	void executionEnvironmentIsLeftOutWhereNothingTellsIt() throws IOException {
		assertThat(command(LambdaRuntimeEmulator.onClassPath().javaExecutable(executable())).environment())
			.doesNotContainKey("AWS_EXECUTION_ENV");
	}

	@Test
	void memoryIsLambdasByDefault() {
		assertThat(command(LambdaRuntimeEmulator.onClassPath()).environment())
			.containsEntry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512");
	}

	@Test
	void processHasHalfASecondAfterSigtermByDefault() {
		assertThat(LambdaRuntimeEmulator.onClassPath().shutdownGrace).isEqualTo(Duration.ofMillis(500));
	}

	private Path executable() throws IOException {
		return Files.createFile(Files.createDirectory(this.directory.resolve("bin")).resolve("java"));
	}

	private RuntimeCommand command(LambdaRuntimeBuilder options) {
		return RuntimeCommand.of(options, "127.0.0.1:1", this.directory);
	}

}
