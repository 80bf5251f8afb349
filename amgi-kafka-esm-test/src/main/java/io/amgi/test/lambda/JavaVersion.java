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
	 * @return the feature version, empty if it cannot be determined
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
