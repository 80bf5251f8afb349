package io.amgi.kafka;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.amgi.protocol.MessageSendEvent;

import static org.assertj.core.api.Assertions.assertThat;

class SendWatchdogTests {

	private final SendWatchdog unending = new SendWatchdog(Duration.ofDays(1));

	private final KafkaMessageSendSession invocation = new KafkaMessageSendSession(new ClusterProducers((cluster) -> {
		throw new AssertionError("leased");
	}), BootstrapServers.of("localhost:1"), this.unending);

	private final List<@Nullable Throwable> outcomes = new ArrayList<>();

	@Test
	void eachMessageThatTakesTooLongFails() throws Exception {
		SendWatchdog watchdog = new SendWatchdog(Duration.ofMillis(20));
		CountDownLatch overdue = new CountDownLatch(3);
		for (int i = 0; i < 3; i++) {
			watchdog.watch(record((failure) -> {
				add(failure);
				overdue.countDown();
			}));
		}
		assertThat(overdue.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(outcomes()).hasSize(3)
			.allSatisfy((failure) -> assertThat(failure)
				.hasMessage("Message to 'invoices' not confirmed in time, may still arrive: No answer"));
	}

	@Test
	void messageBehindASettledOneFailsToo() throws Exception {
		SendWatchdog watchdog = new SendWatchdog(Duration.ofMillis(20));
		OutboundRecord first = record(this::add);
		watchdog.watch(first);
		CountDownLatch overdue = new CountDownLatch(1);
		watchdog.watch(record((failure) -> overdue.countDown()));
		first.settle(null);
		assertThat(overdue.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(outcomes()).containsExactly((Throwable) null);
	}

	@Test
	void whatTheProducerSaysInTheEndIsNotHeard() {
		OutboundRecord send = record(this::add);
		send.settle(new IllegalArgumentException("refused"));
		send.settle(null);
		assertThat(outcomes()).singleElement().isInstanceOf(IllegalArgumentException.class);
	}

	@Test
	void confirmationsThatRaceWithTheTimerAreHeardOnce() throws Exception {
		AtomicInteger calls = new AtomicInteger();
		SendWatchdog watchdog = new SendWatchdog(Duration.ofNanos(100_000));
		for (int i = 0; i < 5_000; i++) {
			OutboundRecord send = record((failure) -> calls.incrementAndGet());
			watchdog.watch(send);
			for (int spin = 0; spin < i % 100; spin++) {
				Thread.onSpinWait();
			}
			send.settle(null);
		}
		watchdog.end();
		assertThat(calls).hasValue(5_000);
	}

	@Test
	void invocationThatEndsLetsGoOfWhatIsSettled() {
		WeakReference<OutboundRecord> settled = watchSettled();
		this.invocation.close();
		Awaitility.await().until(() -> {
			System.gc();
			return settled.get() == null;
		});
		this.unending.end();
	}

	private WeakReference<OutboundRecord> watchSettled() {
		OutboundRecord record = record(this::add);
		this.unending.watch(record);
		record.settle(null);
		return new WeakReference<>(record);
	}

	private OutboundRecord record(Consumer<@Nullable Throwable> settled) {
		return OutboundRecord.of(new MessageSendEvent("invoices", List.of(), null, Map.of()), this.invocation, settled);
	}

	private synchronized void add(@Nullable Throwable failure) {
		this.outcomes.add(failure);
	}

	private synchronized List<@Nullable Throwable> outcomes() {
		return new ArrayList<>(this.outcomes);
	}

}
