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

package io.amgi.server;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.amgi.esm.OwnThread;

import static org.assertj.core.api.Assertions.assertThat;

class ScopeSendsTests {

	private static final SettlementExecutor EXECUTOR = new SettlementExecutor(Executors.newCachedThreadPool(),
			(error) -> {
			});

	private static final IllegalStateException FAILURE = new IllegalStateException("not leader");

	private final ScopeSends sends = new ScopeSends(EXECUTOR);

	@Test
	void nothingSentIsSettled() throws Exception {
		assertThat(this.sends.areSettled()).isTrue();
		this.sends.await(Long.MAX_VALUE);
	}

	@Test
	void allWhoWaitAreWoken() {
		TrackedSend send = add(this.sends);
		List<CompletableFuture<Void>> waiting = IntStream.range(0, 4).mapToObj((i) -> await(this.sends)).toList();
		send.accept(null);
		waiting.forEach((one) -> one.orTimeout(10, TimeUnit.SECONDS).join());
	}

	@Test
	void messageThatFollowsAConfirmationIsWaitedFor() {
		TrackedSend first = add(this.sends);
		CompletableFuture<TrackedSend> second = first.thenApply((confirmed) -> add(this.sends));
		CompletableFuture<Void> waiting = await(this.sends);
		first.accept(null);
		assertThat(this.sends.areSettled()).isFalse();
		second.join().accept(null);
		waiting.orTimeout(10, TimeUnit.SECONDS).join();
	}

	@Test
	void failureIsRememberedBehindWhatHasArrived() throws Exception {
		add(this.sends).accept(null);
		add(this.sends).accept(FAILURE);
		IntStream.range(0, 10).forEach((i) -> add(this.sends).accept(null));
		this.sends.await(Long.MAX_VALUE);
		assertThat(this.sends.scopeFailure()).isSameAs(FAILURE);
	}

	@Test
	void failureThatIsSeenDoesNotCount() {
		TrackedSend send = add(this.sends);
		send.see();
		send.accept(FAILURE);
		assertThat(this.sends.scopeFailure()).isNull();
	}

	@Test
	void timeThatIsUpEndsTheWaiting() throws Exception {
		TrackedSend send = add(this.sends);
		this.sends.await(1);
		this.sends.expire();
		await(this.sends).orTimeout(10, TimeUnit.SECONDS).join();
		assertThat(send.failure()).hasMessage("A message was not confirmed in time, may still arrive");
		send.accept(null);
		assertThat(this.sends.areSettled()).isTrue();
	}

	@Test
	void confirmationsThatRaceWithTheExpiryAreCountedOnce() throws Exception {
		for (int i = 0; i < 5_000; i++) {
			ScopeSends sends = new ScopeSends(EXECUTOR);
			List<TrackedSend> all = Stream.generate(() -> add(sends)).limit(4).toList();
			CompletableFuture<Void> waiting = await(sends);
			CountDownLatch start = new CountDownLatch(1);
			CompletableFuture<Void> confirming = OwnThread.runAsync(() -> {
				start.countDown();
				all.forEach((send) -> send.accept(null));
			});
			start.await();
			sends.expire();
			confirming.get(10, TimeUnit.SECONDS);
			waiting.get(10, TimeUnit.SECONDS);
			assertThat(sends.areSettled()).isTrue();
			assertThat(sends.scopeFailure() != null).isEqualTo(all.stream().anyMatch((send) -> send.failure() != null));
		}
	}

	@Test
	void threadThatWaitsWhileOthersSendIsAlwaysWoken() throws Exception {
		for (int i = 0; i < 5_000; i++) {
			ScopeSends sends = new ScopeSends(EXECUTOR);
			TrackedSend first = add(sends);
			CompletableFuture<Void> sending = OwnThread.runAsync(() -> {
				TrackedSend second = add(sends);
				first.accept(null);
				second.accept(null);
			});
			await(sends).get(10, TimeUnit.SECONDS);
			sending.get(10, TimeUnit.SECONDS);
			assertThat(sends.areSettled()).isTrue();
		}
	}

	private static TrackedSend add(ScopeSends sends) {
		TrackedSend send = sends.add(false);
		send.follow(CompletableFuture::new);
		return send;
	}

	private static CompletableFuture<Void> await(ScopeSends sends) {
		return OwnThread.runAsync(() -> {
			try {
				sends.await(Long.MAX_VALUE);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

}
