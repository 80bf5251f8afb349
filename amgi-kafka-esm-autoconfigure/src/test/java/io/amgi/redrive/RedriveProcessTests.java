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

package io.amgi.redrive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Redrives as users start them: a process that prints what it does and ends.
 */
@Timeout(600)
class RedriveProcessTests {

	private final TestLetters letters = new TestLetters();

	@TempDir
	private Path directory;

	@Test
	void processEndsWithTheOutcome() throws Exception {
		this.letters.publish(0, 0, "good", new IllegalStateException("boom"));
		assertThat(run()).isZero();
		assertThat(output()).contains("Redrive finished: 1 acknowledged, 0 failed again, 0 parked, 0 passed over")
			.doesNotContain("\u001B");
		this.letters.publish(0, 1, "bad", new IllegalStateException("boom"));
		assertThat(run("--spring.amgi.redrive.max-attempts=1")).isOne();
		assertThat(output()).contains("Redrive finished: 0 acknowledged, 0 failed again, 1 parked, 0 passed over");
		assertThat(run("--spring.amgi.redrive.topics=missing-dlt",
				"--spring.amgi.redrive.original-topics=" + this.letters.topic))
			.isEqualTo(2);
		assertThat(output()).contains("Redrive failed: The topic 'missing-dlt' does not exist");
	}

	@Test
	void processWhoseApplicationCannotStartEndsAsOneThatCouldNotRun() throws Exception {
		assertThat(run("--fault=true")).isEqualTo(2);
		assertThat(output()).containsOnlyOnce("Application run failed").contains("broken");
	}

	@Test
	@Tag("long")
	void processWhoseFailureIsExplainedEndsAsOneThatCouldNotRun() throws Exception {
		assertThat(run("--spring.amgi.redrive.max-attempts=0")).isEqualTo(2);
		assertThat(output()).containsOnlyOnce("APPLICATION FAILED TO START").contains("must be positive");
	}

	@Test
	@Tag("long")
	void processThatIsKilledIsContinuedByTheNext() throws Exception {
		int count = 20_000;
		this.letters.sendInTurns(0, count);
		for (int kill = 1; kill <= 3; kill++) {
			Process process = RedriveProcess.start(this.letters, file());
			try {
				awaitLines(process, kill * count / 5);
			}
			finally {
				process.destroyForcibly().waitFor();
			}
		}
		assertThat(run()).isZero();
		assertThat(lines().stream().distinct()).hasSize(count)
			.containsExactlyElementsOf(IntStream.range(0, count).mapToObj(String::valueOf).toList());
		assertThat(lines()).hasSizeLessThan(count + 3 * 20 + 1);
		assertThat(this.letters.committed(this.letters.topic + "-redrive")).isEqualTo(count);
	}

	private int run(String... arguments) throws Exception {
		return RedriveProcess.start(this.letters, file(), arguments).waitFor();
	}

	private Path file() {
		return this.directory.resolve("handled");
	}

	private String output() throws IOException {
		return RedriveProcess.output(file());
	}

	private void awaitLines(Process process, int count) {
		Awaitility.await().atMost(Duration.ofMinutes(5)).until(() -> {
			assertThat(process.isAlive()).isTrue();
			return Files.exists(file()) && lines().size() >= count;
		});
	}

	private List<String> lines() throws IOException {
		return new ArrayList<>(Files.readAllLines(file()));
	}

}
