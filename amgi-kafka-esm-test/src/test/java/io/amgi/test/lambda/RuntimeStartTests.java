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

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RuntimeStartTests {

	private final RuntimeStart start = new RuntimeStart("last");

	@Test
	void endsWhenTheLastOneHasArrived() {
		this.start.arrived("last");
		assertThat(this.start.awaitEnd(Duration.ofDays(1))).isEmpty();
	}

	@Test
	void waitsForAllWhoAreAwaited() {
		assertThat(this.start.await("other")).isTrue();
		this.start.arrived("last");
		assertThat(this.start.awaitEnd(Duration.ZERO)).map(RuntimeStart.Failure::reason)
			.hasValue("other did not call next within PT0S");
	}

	@Test
	void nobodyIsAwaitedWhoComesAfterTheLastOne() {
		this.start.arrived("last");
		assertThat(this.start.await("late")).isFalse();
	}

	@Test
	void nobodyIsAwaitedTwice() {
		assertThat(this.start.await("other")).isTrue();
		this.start.arrived("other");
		assertThat(this.start.await("other")).isFalse();
	}

	@Test
	void firstFailureCounts() {
		LambdaError error = new LambdaError("example.Broken", "There is no table", List.of());
		this.start.failed(error);
		this.start.exited(1);
		assertThat(this.start.awaitEnd(Duration.ofDays(1)))
			.hasValue(new RuntimeStart.Failure("example.Broken: There is no table", error));
	}

}
