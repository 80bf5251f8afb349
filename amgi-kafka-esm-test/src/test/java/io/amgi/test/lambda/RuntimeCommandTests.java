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
