package io.amgi.server;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ScopeSendsTests {

	private static final IllegalStateException FAILURE = new IllegalStateException("not leader");

	private final ScopeSends sends = new ScopeSends();

	@Test
	void nothingSentIsSettled() throws Exception {
		assertThat(this.sends.areSettled()).isTrue();
		this.sends.await(Long.MAX_VALUE);
	}

	@Test
	void allWhoWaitAreWoken() {
		TrackedSend send = this.sends.add();
		List<CompletableFuture<Void>> waiting = IntStream.range(0, 4).mapToObj((i) -> await(this.sends)).toList();
		send.accept(null);
		waiting.forEach((one) -> one.orTimeout(10, TimeUnit.SECONDS).join());
	}

	@Test
	void whatIsSentBecauseOfAConfirmationIsWaitedFor() {
		TrackedSend first = this.sends.add();
		CompletableFuture<TrackedSend> second = first.thenApply((confirmed) -> this.sends.add());
		CompletableFuture<Void> waiting = await(this.sends);
		first.accept(null);
		assertThat(this.sends.areSettled()).isFalse();
		second.join().accept(null);
		waiting.orTimeout(10, TimeUnit.SECONDS).join();
	}

	@Test
	void failureIsRememberedBehindWhatHasArrived() throws Exception {
		this.sends.add().accept(null);
		this.sends.add().accept(FAILURE);
		IntStream.range(0, 10).forEach((i) -> this.sends.add().accept(null));
		this.sends.await(Long.MAX_VALUE);
		assertThat(this.sends.unseenFailure()).isSameAs(FAILURE);
	}

	@Test
	void failureThatIsSeenDoesNotCount() {
		TrackedSend send = this.sends.add();
		send.see();
		send.accept(FAILURE);
		assertThat(this.sends.unseenFailure()).isNull();
	}

	@Test
	void timeThatIsUpEndsTheWaiting() throws Exception {
		TrackedSend send = this.sends.add();
		this.sends.await(1);
		this.sends.expire();
		assertThat(this.sends.areSettled()).isTrue();
		assertThat(send.failure()).hasMessage("A message was not confirmed in time, may still arrive");
		send.accept(null);
		assertThat(this.sends.areSettled()).isTrue();
	}

	@Test
	void confirmationsThatRaceWithTheExpiryAreCountedOnce() throws Exception {
		for (int i = 0; i < 5_000; i++) {
			ScopeSends sends = new ScopeSends();
			List<TrackedSend> all = Stream.generate(sends::add).limit(4).toList();
			CompletableFuture<Void> waiting = await(sends);
			CountDownLatch start = new CountDownLatch(1);
			CompletableFuture<Void> confirming = CompletableFuture.runAsync(() -> {
				start.countDown();
				all.forEach((send) -> send.accept(null));
			});
			start.await();
			sends.expire();
			confirming.get(10, TimeUnit.SECONDS);
			waiting.get(10, TimeUnit.SECONDS);
			assertThat(sends.areSettled()).isTrue();
			assertThat(sends.unseenFailure() != null)
				.isEqualTo(all.stream().anyMatch((send) -> send.failure() != null));
		}
	}

	@Test
	void whoWaitsWhileOthersSendIsAlwaysWoken() throws Exception {
		for (int i = 0; i < 5_000; i++) {
			ScopeSends sends = new ScopeSends();
			TrackedSend first = sends.add();
			CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
				TrackedSend second = sends.add();
				first.accept(null);
				second.accept(null);
			});
			await(sends).get(10, TimeUnit.SECONDS);
			sending.get(10, TimeUnit.SECONDS);
			assertThat(sends.areSettled()).isTrue();
		}
	}

	private static CompletableFuture<Void> await(ScopeSends sends) {
		return CompletableFuture.runAsync(() -> {
			try {
				sends.await(Long.MAX_VALUE);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

}
