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

	@Test
	void optionsOfTheImageStay() {
		try (LambdaRuntimeEmulator lambda = container().environment("JAVA_TOOL_OPTIONS", "-Dshade=dark -Dsize=S")
			.jvmArguments("-Dsize=L")
			.start()) {
			assertThat(lambda.invoke("\"shade\"").text()).isEqualTo("\"dark\"");
			assertThat(lambda.invoke("\"size\"").text()).isEqualTo("\"L\"");
		}
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
			return System.getProperty(name);
		}

	}

}
