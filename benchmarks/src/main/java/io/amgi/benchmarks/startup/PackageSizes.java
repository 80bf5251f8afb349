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

package io.amgi.benchmarks.startup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Compares the sizes of deployment packages and the jars in them.
 */
final class PackageSizes {

	private final Path amgi;

	private final Path plain;

	PackageSizes(Path root) {
		this.amgi = FunctionPackage.amgi(root).zip();
		this.plain = FunctionPackage.plain(root).zip();
	}

	void print() {
		try {
			System.out.printf("%nDeployment packages in bytes: amgi %,d, plain %,d, difference %,d, of which%n",
					Files.size(this.amgi), Files.size(this.plain), Files.size(this.amgi) - Files.size(this.plain));
			differences().entrySet()
				.stream()
				.sorted(Comparator.comparing((Map.Entry<String, Long> entry) -> -Math.abs(entry.getValue())))
				.forEach((entry) -> System.out.printf("  %+,d %s%n", entry.getValue(), entry.getKey()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Map<String, Long> differences() throws IOException {
		Map<String, Long> differences = new TreeMap<>(sizes(this.amgi));
		sizes(this.plain).forEach((name, size) -> differences.merge(name, -size, Long::sum));
		differences.values().removeIf((size) -> size == 0);
		return differences;
	}

	// By jar, and all that is none as one.
	private static Map<String, Long> sizes(Path zip) throws IOException {
		try (ZipFile file = new ZipFile(zip.toFile())) {
			return file.stream()
				.collect(Collectors.groupingBy(
						(entry) -> entry.getName().endsWith(".jar") ? entry.getName() : "classes and resources",
						Collectors.summingLong(ZipEntry::getCompressedSize)));
		}
	}

}
