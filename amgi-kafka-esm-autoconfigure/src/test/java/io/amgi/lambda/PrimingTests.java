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

package io.amgi.lambda;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Priming}: nothing that it does may harm the function.
 */
@ExtendWith(OutputCaptureExtension.class)
class PrimingTests {

	private static final Duration LONG = Duration.ofSeconds(60);

	// Long enough for the first step to begin, however busy the machine is.
	private static final Duration SHORT = Duration.ofSeconds(3);

	private static final String INCOMPLETE = "The first event takes longer, since priming was not complete: ";

	@Test
	void stepThatHangsIsInterruptedAndLeftBehind(CapturedOutput output) throws InterruptedException {
		CountDownLatch interrupted = new CountDownLatch(1);
		PrimingStep hanging = new PrimingStep("Hanging", () -> {
			try {
				new CountDownLatch(1).await();
			}
			catch (InterruptedException ex) {
				interrupted.countDown();
			}
		});
		AtomicBoolean further = new AtomicBoolean();
		prime(SHORT, hanging, new PrimingStep("Further", () -> further.set(true)));
		interrupted.await();
		assertThat(output).containsOnlyOnce(INCOMPLETE).contains(INCOMPLETE + "Hanging did not end within 3000 ms");
		assertThat(further).isFalse();
	}

	@Test
	void stepThatIgnoresItsInterruptionHoldsNothingUp(CapturedOutput output) {
		CountDownLatch end = new CountDownLatch(1);
		prime(SHORT, new PrimingStep("Stubborn", () -> awaitUninterruptibly(end)));
		assertThat(output).contains(INCOMPLETE + "Stubborn did not end within 3000 ms");
		end.countDown();
	}

	@Test
	void stepThatHasNotBegunInTimeIsNamedAsWell(CapturedOutput output) {
		CountDownLatch end = new CountDownLatch(1);
		prime(Duration.ZERO, new PrimingStep("First", () -> awaitUninterruptibly(end)));
		assertThat(output).contains(INCOMPLETE + "First did not end within 0 ms");
		end.countDown();
	}

	@Test
	void failureLeavesOtherStepsAloneAndQuotesNothing(CapturedOutput output) {
		AtomicBoolean further = new AtomicBoolean();
		prime(LONG, new PrimingStep("Failing", () -> {
			throw new IllegalStateException("secret");
		}), new PrimingStep("Further", () -> further.set(true)));
		assertThat(further).isTrue();
		assertThat(output).contains(INCOMPLETE + "Failing failed with java.lang.IllegalStateException")
			.contains("INFO")
			.doesNotContain("secret");
	}

	@Test
	void errorIsAFailure(CapturedOutput output) {
		prime(LONG, new PrimingStep("Failing", () -> {
			throw new NoClassDefFoundError("Missing");
		}));
		assertThat(output).contains(INCOMPLETE + "Failing failed with java.lang.NoClassDefFoundError");
	}

	@Test
	void onlyTheFirstFailureIsLogged(CapturedOutput output) {
		PrimingStep failing = new PrimingStep("Failing", () -> {
			throw new OutOfMemoryError();
		});
		prime(LONG, failing, failing);
		assertThat(output).containsOnlyOnce(INCOMPLETE);
	}

	@Test
	void successIsQuiet(CapturedOutput output) {
		prime(LONG, new PrimingStep("Nothing", () -> {
		}));
		assertThat(output).doesNotContain(INCOMPLETE);
	}

	private static void prime(Duration timeout, PrimingStep... steps) {
		new Priming(List.of(steps), timeout).prime();
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		boolean ended = false;
		while (!ended) {
			try {
				latch.await();
				ended = true;
			}
			catch (InterruptedException ex) {
				// Ignores the interrupt on purpose.
			}
		}
	}

}
