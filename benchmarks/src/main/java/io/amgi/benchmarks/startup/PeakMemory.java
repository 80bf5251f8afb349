package io.amgi.benchmarks.startup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How much memory a process had at most, as Linux counts it.
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
