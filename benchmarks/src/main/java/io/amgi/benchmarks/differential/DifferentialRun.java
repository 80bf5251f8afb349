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

package io.amgi.benchmarks.differential;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.springframework.util.Assert;

/**
 * Writes the transcripts of two builds of the library, each in a JVM of its own, and
 * compares them.
 */
public final class DifferentialRun {

	private static final String EVENTS = "10000";

	private static final String SEED = "1";

	private final String events;

	private final String seed;

	private DifferentialRun(String events, String seed) {
		this.events = events;
		this.seed = seed;
	}

	/**
	 * Runs both builds. Ends the JVM with 1 if they differ.
	 * @param args the class path of the old build and that of the new one, both without
	 * the classes of this module; optionally the number of events and the seed
	 * @throws Exception if a run fails
	 */
	public static void main(String[] args) throws Exception {
		Assert.isTrue(args.length >= 2 && args.length <= 4,
				"Usage: DifferentialRun <old class path> <new class path> [events] [seed]");
		DifferentialRun run = new DifferentialRun((args.length > 2) ? args[2] : EVENTS,
				(args.length > 3) ? args[3] : SEED);
		Path directory = Files.createTempDirectory("differential");
		Path before = run.transcribe(args[0], directory.resolve("old.txt"));
		Path after = run.transcribe(args[1], directory.resolve("new.txt"));
		System.exit(new Comparison(before, after).print() ? 0 : 1);
	}

	private Path transcribe(String classPath, Path transcript)
			throws IOException, InterruptedException, URISyntaxException {
		long start = System.nanoTime();
		Process process = new ProcessBuilder(java(), "-cp", ownClasses() + File.pathSeparator + classPath,
				Transcription.class.getName(), transcript.toString(), this.events, this.seed)
			.inheritIO()
			.start();
		int status = process.waitFor();
		Assert.state(status == 0, () -> "The run for %s ended with status %d".formatted(transcript, status));
		System.out.printf("%s: %d s%n", transcript, Duration.ofNanos(System.nanoTime() - start).toSeconds());
		return transcript;
	}

	private static String java() {
		return Path.of(System.getProperty("java.home"), "bin", "java").toString();
	}

	private static Path ownClasses() throws URISyntaxException {
		return Path.of(DifferentialRun.class.getProtectionDomain().getCodeSource().getLocation().toURI());
	}

}
