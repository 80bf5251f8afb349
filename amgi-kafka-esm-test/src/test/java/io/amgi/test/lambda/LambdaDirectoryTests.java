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
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class LambdaDirectoryTests {

	private static final String CLASS_FILE = Where.class.getName().replace('.', '/') + ".class";

	@TempDir
	private Path directory;

	@Test
	void classesAreAtTheRoot() throws IOException {
		Path file = this.directory.resolve(CLASS_FILE);
		Files.createDirectories(file.getParent());
		try (OutputStream out = Files.newOutputStream(file)) {
			copyClass(out);
		}
		assertThat(invoke()).isEqualTo("\"%s/ in %s\"", this.directory, this.directory);
	}

	@Test
	void jarsAreInLib() throws IOException {
		Path jar = Files.createDirectory(this.directory.resolve("lib")).resolve("function.jar");
		try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
			out.putNextEntry(new JarEntry(CLASS_FILE));
			copyClass(out);
		}
		assertThat(invoke()).isEqualTo("\"%s in %s\"", jar, this.directory);
	}

	private void copyClass(OutputStream out) throws IOException {
		try (InputStream in = Where.class.getResourceAsStream("/" + CLASS_FILE)) {
			in.transferTo(out);
		}
	}

	private String invoke() {
		try (LambdaRuntimeEmulator lambda = LambdaRuntimeEmulator.inDirectory(this.directory)
			.handler(Where.class)
			.start()) {
			return lambda.invoke("1").text();
		}
	}

	public static class Where implements RequestHandler<Object, String> {

		@Override
		public String handleRequest(Object input, Context context) {
			return "%s in %s".formatted(getClass().getProtectionDomain().getCodeSource().getLocation().getPath(),
					System.getProperty("user.dir"));
		}

	}

}
