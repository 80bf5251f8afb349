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

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

import io.amgi.esm.OwnThread;
import io.amgi.protocol.MessageSendEvent;
import io.amgi.protocol.NonRetryableException;
import io.amgi.server.MessageSendSession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@ExtendWith(OutputCaptureExtension.class)
class KafkaMessageSendProviderTests {

	private static final Map<String, Object> SLOW = Map.of(ProducerConfig.LINGER_MS_CONFIG, 20_000);

	private final AtomicInteger made = new AtomicInteger();

	private final AtomicInteger removed = new AtomicInteger();

	private final AtomicReference<RuntimeException> fatal = new AtomicReference<>();

	private final KafkaMessageSendProvider provider = provider(null,
			ProducerTimeouts.missingFrom(Map.of(), Duration.ofSeconds(1)));

	@AfterEach
	void destroy() {
		this.provider.destroy();
	}

	@Test
	void eventsOfTwoClustersAreSentToTheirOwn() throws Exception {
		EmbeddedKafkaKraftBroker other = TestBroker.start("invoices");
		try {
			String topic = TestBroker.newTopic();
			send(TestBroker.shared(), topic, "1").get(10, TimeUnit.SECONDS);
			send(other.getBrokersAsString(), "invoices", "2").get(10, TimeUnit.SECONDS);
			assertThat(TestBroker.consume(other.getBrokersAsString(), "invoices", 1)).singleElement()
				.satisfies((record) -> assertThat(record.value()).containsExactly('2'));
			assertThat(this.made).hasValue(2);
		}
		finally {
			other.destroy();
		}
	}

	@Test
	void fixedServersWinOverTheEvents() throws Exception {
		String topic = TestBroker.newTopic();
		KafkaMessageSendProvider fixed = provider(TestBroker.shared(), Map.of());
		fixed.open("localhost:1").send(message(topic, "1")).get(10, TimeUnit.SECONDS);
		fixed.destroy();
		assertThat(TestBroker.consume(TestBroker.shared(), topic, 1)).hasSize(1);
	}

	@Test
	void brokerThatComesBackIsSentToAgain() throws Exception {
		String topic = TestBroker.newTopic();
		int port = freePort();
		String servers = "localhost:" + port;
		assertNotConfirmed(send(servers, topic, "1"));
		// A client that could not connect waits before it tries again.
		try (Forwarder forwarder = new Forwarder(port, TestBroker.shared())) {
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.ignoreExceptionsInstanceOf(ExecutionException.class)
				.until(() -> send(servers, topic, "2").get(10, TimeUnit.SECONDS) == null);
		}
		assertThat(TestBroker.consume(TestBroker.shared(), topic, 1)).isNotEmpty();
	}

	@Test
	void unconfirmedMessagesGoWithTheirProducer() {
		String topic = TestBroker.newTopic();
		KafkaMessageSendProvider slow = provider(null, SLOW);
		MessageSendSession invocation = slow.open(TestBroker.shared());
		CompletableFuture<Void> unconfirmed = invocation.send(message(topic, "1"));
		assertThat(unconfirmed).isNotDone();
		invocation.close();
		assertNotConfirmed(unconfirmed);
		slow.open(TestBroker.shared()).send(message(topic, "2"));
		slow.destroy();
		assertThat(this.made).hasValue(2);
	}

	@Test
	void producerInUseByAnotherInvocationIsKept() {
		String topic = TestBroker.newTopic();
		KafkaMessageSendProvider slow = provider(null, SLOW);
		MessageSendSession invocation = slow.open(TestBroker.shared());
		MessageSendSession other = slow.open(TestBroker.shared());
		CompletableFuture<Void> unconfirmed = invocation.send(message(topic, "1"));
		other.send(message(topic, "2"));
		invocation.close();
		assertThat(unconfirmed).isNotDone();
		other.close();
		assertNotConfirmed(unconfirmed);
		slow.destroy();
		assertThat(this.made).hasValue(1);
	}

	@Test
	void stoppedBrokerLeavesOnlyWhatWasConfirmed() throws Exception {
		EmbeddedKafkaKraftBroker broker = TestBroker.start("invoices");
		MessageSendSession invocation = this.provider.open(broker.getBrokersAsString());
		CompletableFuture<Void> confirmed = invocation.send(message("invoices", "1"));
		confirmed.get(10, TimeUnit.SECONDS);
		broker.destroy();
		assertNotConfirmed(invocation.send(message("invoices", "2")));
		assertThat(confirmed).isCompleted();
		invocation.close();
	}

	@Test
	void failedCreationIsNotRememberedButNotRepeatedInAnInvocation() throws Exception {
		MessageSendSession invocation = this.provider.open("no-such-host.invalid:9092");
		assertNotConfirmed(invocation.send(message("invoices", "1")));
		assertNotConfirmed(invocation.send(message("payments", "1")));
		invocation.close();
		String topic = TestBroker.newTopic();
		send(TestBroker.shared(), topic, "1").get(10, TimeUnit.SECONDS);
	}

	@Test
	void invocationEndsWhileItsProducerIsBeingMade() throws Exception {
		LateInterceptor interceptor = new LateInterceptor();
		KafkaMessageSendProvider provider = provider(null, interceptor.config());
		MessageSendSession invocation = provider.open(TestBroker.shared());
		CompletableFuture<CompletableFuture<Void>> sending = OwnThread
			.supplyAsync(() -> invocation.send(message(TestBroker.newTopic(), "1")));
		interceptor.begun.await();
		OwnThread.runAsync(invocation::close).get(10, TimeUnit.SECONDS);
		interceptor.mayEnd.countDown();
		assertNotConfirmed(sending.get(10, TimeUnit.SECONDS));
		provider.destroy();
	}

	@Test
	void producerThatIsBeingMadeWhenTheProviderStopsIsClosed() throws Exception {
		LateInterceptor interceptor = new LateInterceptor();
		KafkaMessageSendProvider provider = provider(null, interceptor.config());
		MessageSendSession invocation = provider.open(TestBroker.shared());
		CompletableFuture<CompletableFuture<Void>> sending = OwnThread
			.supplyAsync(() -> invocation.send(message("invoices", "1")));
		interceptor.begun.await();
		OwnThread.runAsync(provider::stop).get(10, TimeUnit.SECONDS);
		interceptor.mayEnd.countDown();
		assertNotSent(sending.get(10, TimeUnit.SECONDS)).withMessageContaining("closed");
		assertThat(interceptor.closed.await(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void producerThatCannotBeMadeTellsTheRootOfIt() {
		KafkaMessageSendProvider provider = provider(null, Map.of("security.protocol", "SASL_PLAINTEXT"));
		assertThatExceptionOfType(Exception.class)
			.isThrownBy(() -> provider.open("localhost:1").send(message("invoices", "1")).get())
			.withMessageContaining("JAAS");
		provider.destroy();
	}

	@Test
	void stoppedProviderMakesNewProducers() throws Exception {
		String topic = TestBroker.newTopic();
		this.provider.start();
		send(TestBroker.shared(), topic, "1").get(10, TimeUnit.SECONDS);
		this.provider.stop();
		assertThat(this.provider.isRunning()).isFalse();
		this.provider.start();
		send(TestBroker.shared(), topic, "2").get(10, TimeUnit.SECONDS);
		assertThat(this.made).hasValue(2);
	}

	@Test
	void stoppedProviderSendsNothingUntilItIsStarted() throws Exception {
		String topic = TestBroker.newTopic();
		this.provider.start();
		MessageSendSession invocation = this.provider.open(TestBroker.shared());
		this.provider.stop();
		assertNotSent(invocation.send(message(topic, "1"))).withMessageContaining("stopped");
		assertNotSent(send(TestBroker.shared(), topic, "1"));
		assertThat(this.made).hasValue(0);
		this.provider.start();
		invocation.send(message(topic, "2")).get(10, TimeUnit.SECONDS);
		invocation.close();
		assertThat(this.made).hasValue(1);
	}

	@Test
	void invocationThatIsOpenWhenTheProviderStopsSendsNothingMore() throws Exception {
		String topic = TestBroker.newTopic();
		this.provider.start();
		MessageSendSession invocation = this.provider.open(TestBroker.shared());
		invocation.send(message(topic, "1")).get(10, TimeUnit.SECONDS);
		this.provider.stop();
		assertNotSent(invocation.send(message(topic, "2"))).withMessageContaining("closed");
		this.provider.start();
		assertNotSent(invocation.send(message(topic, "2"))).withMessageContaining("closed");
		invocation.close();
		assertThat(this.made).hasValue(1);
		assertThat(this.removed).hasValue(1);
		send(TestBroker.shared(), topic, "3").get(10, TimeUnit.SECONDS);
		assertThat(this.made).hasValue(2);
	}

	@Test
	void closingTwiceReleasesOnce() throws Exception {
		String topic = TestBroker.newTopic();
		KafkaMessageSendProvider slow = provider(null, SLOW);
		MessageSendSession invocation = slow.open(TestBroker.shared());
		MessageSendSession other = slow.open(TestBroker.shared());
		CompletableFuture<Void> unconfirmed = invocation.send(message(topic, "1"));
		other.send(message(topic, "2"));
		invocation.close();
		invocation.close();
		assertThat(unconfirmed).isNotDone();
		other.close();
		assertNotConfirmed(unconfirmed);
		slow.destroy();
	}

	@Test
	void callbackThatDoesNotReturnHoldsUpNeitherInvocationNorProvider() throws Exception {
		String topic = TestBroker.newTopic();
		CountDownLatch called = new CountDownLatch(1);
		CountDownLatch mayEnd = new CountDownLatch(1);
		MessageSendSession invocation = this.provider.open(TestBroker.shared());
		invocation.send(message(topic, "1"), (failure) -> {
			called.countDown();
			await(mayEnd);
		});
		try {
			assertThat(called.await(10, TimeUnit.SECONDS)).isTrue();
			MessageSendSession other = this.provider.open(TestBroker.shared());
			CompletableFuture<Void> unconfirmed = other.send(message(topic, "2"));
			OwnThread.runAsync(invocation::close).get(10, TimeUnit.SECONDS);
			OwnThread.runAsync(other::close).get(10, TimeUnit.SECONDS);
			OwnThread.runAsync(this.provider::destroy).get(10, TimeUnit.SECONDS);
			assertNotConfirmed(unconfirmed);
		}
		finally {
			mayEnd.countDown();
		}
	}

	@Test
	void callbackThatDoesNotReturnDoesNotHoldUpAStop() throws Exception {
		CountDownLatch called = new CountDownLatch(1);
		CountDownLatch mayEnd = new CountDownLatch(1);
		MessageSendSession invocation = this.provider.open(TestBroker.shared());
		invocation.send(message(TestBroker.newTopic(), "1"), (failure) -> {
			called.countDown();
			await(mayEnd);
		});
		try {
			assertThat(called.await(10, TimeUnit.SECONDS)).isTrue();
			// Not a daemon, since threads inherit that.
			Thread stopping = new Thread(this.provider::stop);
			stopping.start();
			stopping.join(Duration.ofSeconds(30).toMillis());
			assertThat(stopping.isAlive()).isFalse();
			assertThat(Thread.getAllStackTraces().keySet())
				.filteredOn((thread) -> thread.getName().equals("amgi-producer-close"))
				.isNotEmpty()
				.allMatch(Thread::isDaemon);
		}
		finally {
			mayEnd.countDown();
		}
	}

	@Test
	void partitionThatDoesNotExistRefusesItsMessageAlone() throws Exception {
		String topic = TestBroker.newTopic();
		KafkaMessageSendProvider patient = provider(null,
				ProducerTimeouts.missingFrom(Map.of(), Duration.ofSeconds(120)));
		MessageSendSession invocation = patient.open(TestBroker.shared());
		CompletableFuture<CompletableFuture<Void>> refused = OwnThread
			.supplyAsync(() -> invocation.send(message(topic, "1", 99)));
		assertThatExceptionOfType(Exception.class)
			.isThrownBy(() -> refused.get(30, TimeUnit.SECONDS).get(30, TimeUnit.SECONDS))
			.havingCause()
			.isInstanceOf(NonRetryableException.class)
			.withMessage("Partition 99 of '%s' does not exist, it has 2 partitions".formatted(topic));
		invocation.send(message(topic, "2", 1)).get(30, TimeUnit.SECONDS);
		invocation.send(message(topic, "3")).get(30, TimeUnit.SECONDS);
		invocation.close();
		patient.destroy();
		assertThat(TestBroker.consume(TestBroker.shared(), topic, 2)).hasSize(2);
	}

	@Test
	void partitionThatWasAddedInTheMeantimeIsSentTo() throws Exception {
		String topic = TestBroker.newTopic();
		MessageSendSession invocation = this.provider.open(TestBroker.shared());
		invocation.send(message(topic, "1", 1)).get(10, TimeUnit.SECONDS);
		TestBroker.addPartitions(topic, 3);
		invocation.send(message(topic, "2", 2)).get(10, TimeUnit.SECONDS);
		invocation.close();
		assertThat(TestBroker.consume(TestBroker.shared(), topic, 2)).extracting(ConsumerRecord::partition)
			.containsExactlyInAnyOrder(1, 2);
	}

	@Test
	void partitionBeyondTheRangeOfKafkaIsRefused() {
		MessageSendSession invocation = this.provider.open(TestBroker.shared());
		assertThatIllegalArgumentException()
			.isThrownBy(() -> invocation.send(message("invoices", "1", 1L << 32), (failure) -> {
			}))
			.withMessage("Kafka's binding 'partition' must be a partition's number");
	}

	@Test
	void timeoutOfAMessageToAPartitionIsItsOwn() throws Exception {
		String topic = "t-" + UUID.randomUUID();
		KafkaMessageSendProvider patient = provider(null,
				ProducerTimeouts.missingFrom(Map.of(), Duration.ofSeconds(5)));
		MessageSendSession invocation = patient.open(TestBroker.shared());
		assertNotSent(invocation.send(message(topic, "1", 0)));
		TestBroker.addTopic(topic);
		invocation.send(message(topic, "2")).get(10, TimeUnit.SECONDS);
		invocation.send(message(topic, "3", 1)).get(10, TimeUnit.SECONDS);
		invocation.close();
		patient.destroy();
		assertThat(TestBroker.consume(TestBroker.shared(), topic, 2)).hasSize(2);
	}

	@Test
	void messageThatTheProducerNeverTookIsNotSent() throws Exception {
		assertNotSent(send(TestBroker.shared(), "missing", "1")).withMessageContaining("not present in metadata");
		assertNotSent(send("localhost:" + freePort(), "invoices", "1"))
			.withMessageContaining("not present in metadata");
		try (ServerSocket closing = new ServerSocket(0)) {
			OwnThread.runAsync(() -> acceptAndClose(closing));
			assertNotSent(send("localhost:" + closing.getLocalPort(), "invoices", "1"))
				.withMessageContaining("not present in metadata");
		}
	}

	@Test
	void messageBehindATimeoutIsNotSent() throws Exception {
		String topic = TestBroker.newTopic();
		CountDownLatch called = new CountDownLatch(1);
		CountDownLatch mayEnd = new CountDownLatch(1);
		MessageSendSession invocation = this.provider.open(TestBroker.shared());
		// From here on, the producer accepts messages but never reports on them.
		invocation.send(message(topic, "1"), (failure) -> {
			called.countDown();
			await(mayEnd);
		});
		try {
			assertThat(called.await(10, TimeUnit.SECONDS)).isTrue();
			assertThatExceptionOfType(Exception.class)
				.isThrownBy(() -> invocation.send(message(topic, "2")).get(30, TimeUnit.SECONDS))
				.havingCause()
				.isInstanceOf(NotConfirmedException.class)
				.withMessage("Message to '%s' not confirmed in time, may still arrive: No answer".formatted(topic));
			assertNotSent(invocation.send(message(topic, "3"))).withMessageContaining("an earlier message");
		}
		finally {
			mayEnd.countDown();
			invocation.close();
		}
	}

	@Test
	void producerWhoseSendsAllFailIsClosed() throws Exception {
		EmbeddedKafkaKraftBroker broker = TestBroker.start("invoices");
		String servers = broker.getBrokersAsString();
		send(servers, "invoices", "1").get(10, TimeUnit.SECONDS);
		send(servers, "invoices", "2").get(10, TimeUnit.SECONDS);
		assertThat(this.made).hasValue(1);
		assertThat(this.removed).hasValue(0);
		broker.destroy();
		assertNotConfirmed(send(servers, "invoices", "3"));
		Awaitility.await().untilAsserted(() -> assertThat(this.removed).hasValue(1));
	}

	@Test
	void producerOfWhichSomeSendsFailIsKept() throws Exception {
		String topic = TestBroker.newTopic();
		MessageSendSession invocation = this.provider.open(TestBroker.shared());
		assertNotConfirmed(invocation.send(message("missing", "1")));
		invocation.send(message(topic, "1")).get(10, TimeUnit.SECONDS);
		invocation.close();
		send(TestBroker.shared(), topic, "2").get(10, TimeUnit.SECONDS);
		assertThat(this.made).hasValue(1);
		assertThat(this.removed).hasValue(0);
	}

	@ParameterizedTest
	@MethodSource
	void producerInAFatalStateIsReplacedForTheNextInvocation(RuntimeException failure) throws Exception {
		String topic = TestBroker.newTopic();
		MessageSendSession open = this.provider.open(TestBroker.shared());
		open.send(message(topic, "1")).get(10, TimeUnit.SECONDS);
		this.fatal.set(failure);
		assertNotConfirmed(send(TestBroker.shared(), topic, "2"));
		this.fatal.set(null);
		send(TestBroker.shared(), topic, "3").get(10, TimeUnit.SECONDS);
		assertThat(this.made).hasValue(2);
		assertThat(this.removed).hasValue(0);
		open.close();
		Awaitility.await().untilAsserted(() -> assertThat(this.removed).hasValue(1));
	}

	static Stream<RuntimeException> producerInAFatalStateIsReplacedForTheNextInvocation() {
		return Stream.of(new KafkaException("Cannot execute transactional method because we are in an error state"),
				new SaslAuthenticationException("wrong password"), new ClusterAuthorizationException("no"),
				new UnsupportedVersionException("old"), new ProducerFencedException("fenced"),
				new OutOfOrderSequenceException("lost"), new IllegalStateException("closed"));
	}

	@ParameterizedTest
	@MethodSource
	void producerThatRefusesAMessageIsKept(RuntimeException failure) throws Exception {
		String topic = TestBroker.newTopic();
		this.fatal.set(failure);
		assertThat(send(TestBroker.shared(), topic, "1")).failsWithin(Duration.ofSeconds(10));
		this.fatal.set(null);
		send(TestBroker.shared(), topic, "2").get(10, TimeUnit.SECONDS);
		assertThat(this.made).hasValue(1);
	}

	static Stream<RuntimeException> producerThatRefusesAMessageIsKept() {
		return Stream.of(new RecordTooLargeException("large"), new TopicAuthorizationException("no"),
				new NotLeaderOrFollowerException("moved"));
	}

	@Test
	void destroyedProviderSendsNothing() {
		this.provider.destroy();
		assertNotConfirmed(send(TestBroker.shared(), "invoices", "1"));
		assertThat(this.made).hasValue(0);
	}

	@Test
	void endedInvocationSendsNothing() {
		MessageSendSession invocation = this.provider.open(TestBroker.shared());
		invocation.close();
		assertNotConfirmed(invocation.send(message("invoices", "1")));
	}

	@Test
	void eventWithoutServersSaysWhatToSet() {
		assertThatExceptionOfType(Exception.class)
			.isThrownBy(() -> this.provider.open(null).send(message("invoices", "1")).get())
			.withMessageContaining("set 'spring.amgi.outbound.bootstrap-servers'");
	}

	@Test
	void plaintextToSecurePortsIsWarnedOf(CapturedOutput output) {
		assertNotConfirmed(send("no-such-host.invalid:9098", "invoices", "1"));
		assertThat(output).contains("The ports of no-such-host.invalid:9098 suggest TLS or SASL");
	}

	@Test
	void securedConnectionToSecurePortsIsNotWarnedOf(CapturedOutput output) {
		KafkaMessageSendProvider secured = provider(null, Map.of("security.protocol", "SSL"));
		secured.open("no-such-host.invalid:9094").send(message("invoices", "1"));
		secured.destroy();
		assertThat(output).doesNotContain("suggest TLS or SASL");
	}

	private CompletableFuture<Void> send(String servers, String topic, String payload) {
		MessageSendSession invocation = this.provider.open(servers);
		CompletableFuture<Void> sent = invocation.send(message(topic, payload));
		sent.exceptionally((failure) -> null).join();
		invocation.close();
		return sent;
	}

	private static void assertNotConfirmed(CompletableFuture<Void> sent) {
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> sent.get(10, TimeUnit.SECONDS))
			.havingCause()
			.isInstanceOf(NotConfirmedException.class);
	}

	private static ThrowableAssertAlternative<?> assertNotSent(CompletableFuture<Void> sent) {
		return assertThatExceptionOfType(Exception.class).isThrownBy(() -> sent.get(10, TimeUnit.SECONDS))
			.havingCause()
			.isInstanceOf(NotConfirmedException.class)
			.withMessageMatching("Message to '.*' not sent: .*");
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void acceptAndClose(ServerSocket server) {
		try {
			while (!server.isClosed()) {
				server.accept().close();
			}
		}
		catch (IOException ex) {
			// Closed.
		}
	}

	private static MessageSendEvent message(String topic, String payload, Number partition) {
		return new MessageSendEvent(topic, List.of(), payload.getBytes(),
				Map.of("kafka", Map.of("partition", partition)));
	}

	private static MessageSendEvent message(String topic, String payload) {
		return new MessageSendEvent(topic, List.of(), payload.getBytes(), Map.of());
	}

	private KafkaMessageSendProvider provider(String servers, Map<String, Object> config) {
		return new KafkaMessageSendProvider(new HashMap<>(config), this::count, servers,
				new KafkaSettingNames("spring.amgi.outbound.bootstrap-servers", "servers", "protocol"));
	}

	private void count(DefaultKafkaProducerFactory<byte[], byte[]> factory) {
		factory.addListener(new ProducerFactory.Listener<>() {

			@Override
			public void producerAdded(String id, Producer<byte[], byte[]> producer) {
				KafkaMessageSendProviderTests.this.made.incrementAndGet();
			}

			@Override
			public void producerRemoved(String id, Producer<byte[], byte[]> producer) {
				KafkaMessageSendProviderTests.this.removed.incrementAndGet();
			}

		});
		factory.addPostProcessor(this::failing);
	}

	// A proxy has no type arguments.
	@SuppressWarnings("unchecked")
	private Producer<byte[], byte[]> failing(Producer<byte[], byte[]> producer) {
		return (Producer<byte[], byte[]>) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { Producer.class }, (proxy, method, arguments) -> {
					RuntimeException failure = this.fatal.get();
					if (failure != null && method.getName().equals("send")) {
						throw failure;
					}
					try {
						return method.invoke(producer, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getTargetException();
					}
				});
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	/**
	 * Holds up the creation of a producer, and counts down when one is closed.
	 */
	public static final class LateInterceptor implements ProducerInterceptor<byte[], byte[]> {

		private static final String NAME = "late.interceptor";

		private final CountDownLatch begun = new CountDownLatch(1);

		private final CountDownLatch mayEnd = new CountDownLatch(1);

		private final CountDownLatch closed = new CountDownLatch(1);

		// The test's own instance, once Kafka has created this one.
		private LateInterceptor shared = this;

		private Map<String, Object> config() {
			return Map.of(ProducerConfig.INTERCEPTOR_CLASSES_CONFIG, List.of(LateInterceptor.class.getName()), NAME,
					this);
		}

		@Override
		public void configure(Map<String, ?> configs) {
			this.shared = (LateInterceptor) configs.get(NAME);
			this.shared.begun.countDown();
			await(this.shared.mayEnd);
		}

		@Override
		public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> record) {
			return record;
		}

		@Override
		public void onAcknowledgement(RecordMetadata metadata, Exception exception) {
			// Nothing to do.
		}

		@Override
		public void close() {
			this.shared.closed.countDown();
		}

	}

}
