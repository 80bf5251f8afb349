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

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class RuntimeOutputTests {

	private static final Duration SOON = Duration.ofSeconds(20);

	@Test
	void lastLineNeedsNoLineBreak() {
		assertThat(read("one\ntwo").text()).isEqualTo("one\ntwo");
	}

	@Test
	void onlyTheLastLinesAreKept() {
		String text = read("first\n" + "line\n".repeat(RuntimeOutput.MAX_LINES)).text();
		assertThat(text.lines()).hasSize(RuntimeOutput.MAX_LINES).doesNotContain("first");
	}

	@Test
	void longLinesAreCut() {
		String text = read("x".repeat(RuntimeOutput.MAX_LINE_LENGTH + 1) + "\nnext").text();
		assertThat(text).isEqualTo("x".repeat(RuntimeOutput.MAX_LINE_LENGTH) + "\nnext");
	}

	@Test
	void endOfTheOutputEndsTheWait() {
		assertThatIllegalStateException().isThrownBy(() -> read("one\n").awaitLine("two", Duration.ofDays(1)))
			.withMessageStartingWith("No line with 'two' to the end; the output is:")
			.withMessageEndingWith("one");
	}

	private RuntimeOutput read(String text) {
		RuntimeOutput output = new RuntimeOutput(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
		output.awaitEnd(SOON);
		return output;
	}

}
