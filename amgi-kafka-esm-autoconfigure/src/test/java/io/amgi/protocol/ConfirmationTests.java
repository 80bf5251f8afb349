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

package io.amgi.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ConfirmationTests {

	private static final IllegalStateException FAILURE = new IllegalStateException("not leader");

	private final Confirmation confirmation = new Confirmation() {
	};

	private final AtomicInteger calls = new AtomicInteger();

	@Test
	void firstOutcomeCounts() {
		assertThat(this.confirmation.isSettled()).isFalse();
		assertThat(this.confirmation.settle(null)).isTrue();
		assertThat(this.confirmation.settle(FAILURE)).isFalse();
		assertThat(this.confirmation).isCompletedWithValue(null);
		assertThat(this.confirmation.failure()).isNull();
	}

	@Test
	void failureIsUnwrapped() {
		this.confirmation.settle(new CompletionException(FAILURE));
		assertThat(this.confirmation.failure()).isSameAs(FAILURE);
		assertThat(this.confirmation.unseenFailure()).isSameAs(FAILURE);
	}

	@Test
	void holderDoesNotSettleTheMessage() {
		this.confirmation.complete(null);
		this.confirmation.cancel(true);
		assertThat(this.confirmation.isSettled()).isFalse();
		this.confirmation.settle(FAILURE);
		assertThat(this.confirmation.unseenFailure()).isSameAs(FAILURE);
	}

	@Test
	void failureIsSeenByJoin() {
		this.confirmation.settle(FAILURE);
		assertThatExceptionOfType(CompletionException.class).isThrownBy(this.confirmation::join).withCause(FAILURE);
		assertThat(this.confirmation.unseenFailure()).isNull();
		assertThat(this.confirmation.failure()).isSameAs(FAILURE);
	}

	@Test
	void failureIsSeenByGet() {
		this.confirmation.settle(FAILURE);
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(this.confirmation::get).withCause(FAILURE);
		assertThat(this.confirmation.isSeen()).isTrue();
	}

	@Test
	void waitThatIsInterruptedOrGivenUpSeesNothing() {
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(this.confirmation::get);
		assertThatExceptionOfType(TimeoutException.class)
			.isThrownBy(() -> this.confirmation.get(1, TimeUnit.NANOSECONDS));
		assertThat(this.confirmation.isSeen()).isFalse();
	}

	@Test
	void waitThatIsGivenUpDoesNotSpeakForOthers() {
		this.confirmation.see();
		assertThatExceptionOfType(TimeoutException.class)
			.isThrownBy(() -> this.confirmation.get(1, TimeUnit.NANOSECONDS));
		assertThat(this.confirmation.isSeen()).isTrue();
	}

	@Test
	void dependentFutureIsAnOrdinaryOne() {
		CompletableFuture<Void> dependent = this.confirmation.thenRun(this.calls::incrementAndGet);
		this.confirmation.settle(null);
		dependent.join();
		assertThat(dependent).isNotInstanceOf(Confirmation.class);
		assertThat(this.confirmation.isSeen()).isFalse();
	}

	@Test
	void callbackIsCalledWhenAllThatDependsOnItHasRun() {
		List<String> calls = new ArrayList<>();
		this.confirmation.onSettled(() -> calls.add("callback"));
		this.confirmation.whenComplete((confirmed, failure) -> calls.add("dependent"));
		this.confirmation.settle(FAILURE);
		assertThat(calls).containsExactly("dependent", "callback");
	}

	@Test
	void callbackOfASettledMessageIsCalledAtOnce() {
		this.confirmation.settle(null);
		this.confirmation.onSettled(this.calls::incrementAndGet);
		assertThat(this.calls).hasValue(1);
	}

	@Test
	void raceForTheOutcomeHasOneWinnerAndOneCall() throws Exception {
		for (int i = 0; i < 5_000; i++) {
			Confirmation confirmation = new Confirmation() {
			};
			AtomicInteger calls = new AtomicInteger();
			CyclicBarrier start = new CyclicBarrier(2);
			CompletableFuture<Boolean> failed = CompletableFuture.supplyAsync(() -> {
				await(start);
				return confirmation.settle(FAILURE);
			});
			await(start);
			confirmation.onSettled(calls::incrementAndGet);
			boolean confirmed = confirmation.settle(null);
			assertThat(failed.get(10, TimeUnit.SECONDS)).isNotEqualTo(confirmed);
			assertThat(confirmation.failure() == null).isEqualTo(confirmed);
			assertThat(confirmation.isCompletedExceptionally()).isNotEqualTo(confirmed);
			assertThat(calls).hasValue(1);
		}
	}

	private static void await(CyclicBarrier barrier) {
		try {
			barrier.await(10, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
