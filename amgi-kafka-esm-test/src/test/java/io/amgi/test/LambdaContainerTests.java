package io.amgi.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class LambdaContainerTests {

	@TempDir
	private Path directory;

	@BeforeEach
	void writeEntryPoint() throws IOException {
		Files.writeString(this.directory.resolve("entrypoint.sh"), """
				exec "$JAVA_HOME/bin/java" -Dcolour=blue -cp '%s' %s "$@"
				""".formatted(System.getProperty("java.class.path"), RuntimeClient.MAIN_CLASS));
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

	private String property(String name, String... jvmArguments) {
		try (LambdaRuntimeEmulator lambda = LambdaRuntimeEmulator
			.inContainer(this.directory, "/bin/sh", "./entrypoint.sh", Property.class.getName())
			.jvmArguments(jvmArguments)
			.start()) {
			return lambda.invoke("\"%s\"".formatted(name)).text().replace("\"", "");
		}
	}

	public static class Property implements RequestHandler<String, String> {

		@Override
		public String handleRequest(String name, Context context) {
			return System.getProperty(name);
		}

	}

}
