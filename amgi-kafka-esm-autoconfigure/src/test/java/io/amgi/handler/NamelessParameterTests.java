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

package io.amgi.handler;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Methods of classes that were compiled without {@code -parameters}.
 */
class NamelessParameterTests {

	private final ChannelRunner runner = new ChannelRunner();

	@TempDir
	private Path directory;

	@Test
	void headerWithoutANameStopsTheStart() throws Exception {
		this.runner.assertStartFails(compile("@Header int count"), "has parameter 0 without a name");
	}

	@Test
	void addressParameterWithoutANameStopsTheStart() throws Exception {
		this.runner.assertStartFails(compile("@DestinationVariable String region"), "has parameter 0 without a name");
	}

	@Test
	void parameterThatItsAnnotationNamesDoesNot() throws Exception {
		Class<?> handler = compile("@DestinationVariable(\"region\") String region, @Header(\"count\") int count,"
				+ " @Payload String text");
		this.runner.context().withBean(handler).run((context) -> assertThat(context).hasNotFailed());
	}

	private Class<?> compile(String parameters) throws Exception {
		Path source = Files.writeString(this.directory.resolve("NamelessHandler.java"), """
				import org.springframework.messaging.handler.annotation.*;
				public class NamelessHandler {
					@io.amgi.channel.AmgiChannel("orders.{region}")
					public void placed(%s) {
					}
				}
				""".formatted(parameters));
		assertThat(ToolProvider.getSystemJavaCompiler()
			.run(null, null, null, "-proc:none", "-cp", System.getProperty("java.class.path"), source.toString()))
			.isZero();
		URL[] classes = { this.directory.toUri().toURL() };
		return new URLClassLoader(classes, getClass().getClassLoader()).loadClass("NamelessHandler");
	}

}
