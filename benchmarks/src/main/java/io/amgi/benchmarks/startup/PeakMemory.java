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

/**
 * Peak memory of a process, as Linux counts it.
 */
final class PeakMemory {

	private static final String PEAK = "VmHWM:";

	private PeakMemory() {
	}

	static long megabytesOfChild() {
		long pid = ProcessHandle.current()
			.children()
			.filter(ProcessHandle::isAlive)
			.mapToLong(ProcessHandle::pid)
			.max()
			.orElseThrow();
		return kilobytes(Path.of("/proc", Long.toString(pid), "status")) / 1024;
	}

	private static long kilobytes(Path status) {
		try (var lines = Files.lines(status)) {
			return lines.filter((line) -> line.startsWith(PEAK))
				.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")))
				.findFirst()
				.orElseThrow();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
