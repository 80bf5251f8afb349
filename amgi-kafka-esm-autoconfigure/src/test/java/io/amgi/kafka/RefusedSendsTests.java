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

package io.amgi.kafka;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class RefusedSendsTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private static final Executor OTHER_THREAD = (task) -> new Thread(task).start();

	private final RefusedSends sends = new RefusedSends();

	@Test
	void sendsOfAllThreadsAreRefusedDuringATaskAndNotBehindIt() {
		assertThatCode(this.sends::check).doesNotThrowAnyException();
		this.sends.refuseDuring(() -> {
			assertThatIllegalStateException().isThrownBy(this.sends::check);
			assertThat(CompletableFuture.runAsync(this.sends::check, OTHER_THREAD)).failsWithin(TIMEOUT);
		});
		assertThatCode(this.sends::check).doesNotThrowAnyException();
	}

	@Test
	void onlyThreadsThatAreLeftAreRefusedBehindTheEnd() {
		this.sends.refuseDuring(() -> {
			this.sends.end();
			assertThatIllegalStateException().isThrownBy(this.sends::check);
			assertThat(CompletableFuture.runAsync(this.sends::check, OTHER_THREAD)).succeedsWithin(TIMEOUT);
		});
		assertThatCode(this.sends::check).doesNotThrowAnyException();
	}

	@Test
	void taskThatComesTooLateRefusesNobodyElse() {
		this.sends.end();
		this.sends.refuseDuring(
				() -> assertThat(CompletableFuture.runAsync(this.sends::check, OTHER_THREAD)).succeedsWithin(TIMEOUT));
	}

	@Test
	void sendsOfAThreadAreRefusedDuringItsTask() {
		this.sends.refusing(() -> assertThatIllegalStateException().isThrownBy(this.sends::check)).run();
		assertThatCode(this.sends::check).doesNotThrowAnyException();
	}

}
