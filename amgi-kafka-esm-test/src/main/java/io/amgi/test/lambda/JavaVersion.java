package io.amgi.test.lambda;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.Properties;

/**
 * Finds the version of a JVM without starting it.
 */
final class JavaVersion {

	private JavaVersion() {
	}

	/**
	 * Reads the file {@code release} that a JDK or JRE has.
	 * @param javaExecutable the {@code java} executable
	 * @return the feature version, empty where nothing tells it
	 */
	static OptionalInt of(Path javaExecutable) {
		Properties release = new Properties();
		try (Reader file = Files.newBufferedReader(javaExecutable.toRealPath().resolve("../../release").normalize())) {
			release.load(file);
			return OptionalInt
				.of(Runtime.Version.parse(release.getProperty("JAVA_VERSION", "").replace("\"", "")).feature());
		}
		catch (IOException | IllegalArgumentException ex) {
			return OptionalInt.empty();
		}
	}

}
