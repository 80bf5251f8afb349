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

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.classreading.CachingMetadataReaderFactory;

import io.amgi.protocol.NotCompletedException;
import io.amgi.sender.OutboundConversionException;

/**
 * The exceptions and errors on the class path that can be created with a message.
 */
final class FailingTypes {

	private static final List<String> FOLDERS = List.of("org/springframework", "tools/jackson", "jakarta/validation",
			"org/apache/kafka/common", "io/amgi");

	private FailingTypes() {
	}

	/**
	 * Creates one of each.
	 * @param message the message
	 * @return the exceptions, except those whose message is reported by contract and
	 * those that do not fail a record
	 */
	static List<Throwable> all(String message) {
		return Stream.concat(FOLDERS.stream().flatMap(FailingTypes::named), jdk())
			.map(FailingTypes::load)
			.filter(Objects::nonNull)
			.filter(FailingTypes::isOfRecord)
			.map((type) -> create(type, message))
			.filter((failure) -> failure != null && String.valueOf(failure.getMessage()).contains(message))
			.toList();
	}

	private static Stream<String> named(String folder) {
		CachingMetadataReaderFactory readers = new CachingMetadataReaderFactory();
		PathMatchingResourcePatternResolver resources = new PathMatchingResourcePatternResolver();
		return Stream.of("Exception", "Error").flatMap((suffix) -> {
			try {
				return Arrays.stream(resources.getResources("classpath*:" + folder + "/**/*" + suffix + ".class"));
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		}).map((resource) -> {
			try {
				return readers.getMetadataReader(resource).getClassMetadata().getClassName();
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

	private static Stream<String> jdk() {
		Path base = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules/java.base/java");
		try (Stream<Path> files = Files.walk(base)) {
			return files.map(Path::toString)
				.filter((name) -> name.matches(".*(Exception|Error)\\.class"))
				.map((name) -> name.substring("/modules/java.base/".length(), name.length() - 6).replace('/', '.'))
				.toList()
				.stream();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static @Nullable Class<?> load(String name) {
		try {
			return Class.forName(name);
		}
		catch (Throwable ex) {
			return null;
		}
	}

	// Excludes errors of the JVM, linkage errors, which name classes and are faults of
	// the deployment, and our own exceptions, whose messages are meant to be reported.
	private static boolean isOfRecord(Class<?> type) {
		return Throwable.class.isAssignableFrom(type) && !VirtualMachineError.class.isAssignableFrom(type)
				&& !LinkageError.class.isAssignableFrom(type) && !ChannelArgumentException.class.isAssignableFrom(type)
				&& !OutboundConversionException.class.isAssignableFrom(type)
				&& !NotCompletedException.class.isAssignableFrom(type);
	}

	private static @Nullable Throwable create(Class<?> type, String message) {
		for (Constructor<?> constructor : type.getConstructors()) {
			Class<?>[] parameters = constructor.getParameterTypes();
			if (parameters.length > 0 && Arrays.asList(parameters).contains(String.class)) {
				Throwable failure = create(constructor, parameters, message);
				if (failure != null) {
					return failure;
				}
			}
		}
		return null;
	}

	private static @Nullable Throwable create(Constructor<?> constructor, Class<?>[] parameters, String message) {
		Object[] arguments = Arrays.stream(parameters)
			.map((type) -> (type == String.class) ? message
					: (type == Throwable.class) ? new IllegalArgumentException(message) : null)
			.toArray();
		try {
			return (Throwable) constructor.newInstance(arguments);
		}
		catch (Throwable ex) {
			return null;
		}
		finally {
			// Kafka's InterruptException interrupts the thread that creates it.
			Thread.interrupted();
		}
	}

}
