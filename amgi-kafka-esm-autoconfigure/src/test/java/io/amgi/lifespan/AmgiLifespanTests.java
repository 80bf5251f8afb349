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

package io.amgi.lifespan;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.core.Ordered;

import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.LifespanScope;
import io.amgi.protocol.LifespanShutdownCompleteEvent;
import io.amgi.protocol.LifespanShutdownFailedEvent;
import io.amgi.protocol.LifespanStartupCompleteEvent;
import io.amgi.protocol.LifespanStartupFailedEvent;
import io.amgi.protocol.MessageAckEvent;
import io.amgi.protocol.Send;
import io.amgi.protocol.SendEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(OutputCaptureExtension.class)
class AmgiLifespanTests {

	private static final Duration LONG = Duration.ofSeconds(30);

	private final ApplicationContext context = new StaticApplicationContext();

	private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

	@Test
	void applicationStartsUpAndShutsDownWithTheContext() {
		AmgiLifespan lifespan = started(living(new LifespanShutdownCompleteEvent()));
		assertThat(this.events).containsExactly("LifespanStartupEvent[]");
		close(lifespan);
		assertThat(this.events).containsExactly("LifespanStartupEvent[]", "LifespanShutdownEvent[]");
	}

	@Test
	void stateIsWhatWasThereWhenStartupWasComplete() {
		AmgiLifespan lifespan = started((scope, receive, send) -> {
			scope.state().put("pool", "p");
			receive.receive();
			send.send(new LifespanStartupCompleteEvent());
			scope.state().put("late", "l");
			receive.receive();
		});
		assertThat(lifespan.getState()).isEqualTo(Map.of("pool", "p")).isUnmodifiable();
	}

	@Test
	void scopeHasVersions() {
		started((scope, receive, send) -> {
			this.events.add(((LifespanScope) scope).amgi().toString());
			send.send(new LifespanStartupCompleteEvent());
		});
		assertThat(this.events).containsExactly("AmgiVersions[version=1.0, specVersion=1.0]");
	}

	@Test
	void applicationInItsLifespanDoesNotKeepTheJvmAlive() {
		started((scope, receive, send) -> {
			this.events.add("daemon: " + Thread.currentThread().isDaemon());
			send.send(new LifespanStartupCompleteEvent());
		});
		assertThat(this.events).containsExactly("daemon: true");
	}

	@Test
	void startupThatFailsFailsTheStart() {
		assertThatExceptionOfType(LifespanStartupException.class)
			.isThrownBy(() -> started(sending(new LifespanStartupFailedEvent("no database"))))
			.withMessage("no database");
	}

	@Test
	void startupThatFailsMayFailTheRefreshWithTheApplicationsWordsAlone() {
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			context.registerBean(AmgiLifespan.class,
					() -> new AmgiLifespan(sending(new LifespanStartupFailedEvent("no database")), LONG, LONG)
						.failingTheRefresh());
			assertThatExceptionOfType(LifespanStartupException.class).isThrownBy(context::refresh)
				.withMessage("no database");
			assertThat(context.isActive()).isFalse();
		}
	}

	@Test
	void startupThatMayFailTheRefreshDoesNotFailThatOfAContextBelow() {
		AmgiLifespan lifespan = lifespan(sending(new LifespanStartupFailedEvent("no database")), LONG, LONG)
			.failingTheRefresh();
		lifespan.setApplicationContext(this.context);
		lifespan.start();
		assertThat(lifespan.isRunning()).isFalse();
		lifespan.onApplicationEvent(new ContextRefreshedEvent(new StaticApplicationContext()));
		assertThatExceptionOfType(LifespanStartupException.class)
			.isThrownBy(() -> lifespan.onApplicationEvent(new ContextRefreshedEvent(this.context)));
	}

	@Test
	void startupWithoutAnswerFailsTheStart() {
		AmgiApplication silent = (scope, receive, send) -> new CountDownLatch(1).await();
		AmgiLifespan lifespan = lifespan(silent, Duration.ofMillis(10), LONG);
		assertThatExceptionOfType(LifespanStartupException.class).isThrownBy(lifespan::start)
			.withMessage("No answer to 'lifespan.startup' within PT0.01S");
	}

	@Test
	void interruptedStartFailsAndStaysInterrupted() {
		AmgiApplication silent = (scope, receive, send) -> new CountDownLatch(1).await();
		AmgiLifespan lifespan = lifespan(silent, LONG, LONG);
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(LifespanStartupException.class).isThrownBy(lifespan::start)
			.withMessage("Interrupted while waiting for the answer to 'lifespan.startup'");
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void interruptedShutdownDoesNotWaitAndStaysInterrupted() {
		AmgiApplication silent = (scope, receive, send) -> {
			send.send(new LifespanStartupCompleteEvent());
			new CountDownLatch(1).await();
		};
		AmgiLifespan lifespan = started(silent);
		Thread.currentThread().interrupt();
		close(lifespan);
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void startThatHasFailedFailsAgain() {
		AmgiApplication application = sending(new LifespanStartupFailedEvent("no database"));
		AmgiLifespan lifespan = lifespan(application, LONG, LONG);
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(LifespanStartupException.class).isThrownBy(lifespan::start)
				.withMessage("no database");
			assertThat(lifespan.isRunning()).isFalse();
		}
	}

	@Test
	void answerThatComesTooLateIsRefused() throws Exception {
		AmgiApplication late = (scope, receive, send) -> {
			try {
				new CountDownLatch(1).await();
			}
			catch (InterruptedException ex) {
				sendTo(send, new LifespanStartupCompleteEvent());
			}
		};
		AmgiLifespan lifespan = lifespan(late, Duration.ofMillis(10), LONG);
		assertThatExceptionOfType(LifespanStartupException.class).isThrownBy(lifespan::start);
		assertThat(this.events.poll(30, TimeUnit.SECONDS))
			.isEqualTo("'lifespan.startup.complete' sent in state ENDED of the lifespan");
		assertThatExceptionOfType(LifespanStartupException.class).isThrownBy(lifespan::start);
	}

	@Test
	void errorIsAFailedStartup() {
		assertThatExceptionOfType(LifespanStartupException.class).isThrownBy(() -> started((scope, receive, send) -> {
			throw new NoClassDefFoundError("example/Pool");
		})).withMessage("java.lang.NoClassDefFoundError: example/Pool").withCauseInstanceOf(NoClassDefFoundError.class);
	}

	@Test
	void applicationThatThrowsBeforeItAnswersDoesNotSupportTheProtocol(CapturedOutput output) {
		AmgiLifespan lifespan = started((scope, receive, send) -> {
			throw new IllegalStateException("what is a lifespan?");
		});
		assertThat(lifespan.isRunning()).isTrue();
		assertThat(output).contains("INFO").contains("AMGI 'lifespan' protocol appears unsupported.");
		close(lifespan);
	}

	@Test
	void applicationThatReturnsAfterStartupNeedsNoShutdown(CapturedOutput output) throws Exception {
		CountDownLatch returned = new CountDownLatch(1);
		AmgiLifespan lifespan = started((scope, receive, send) -> {
			send.send(new LifespanStartupCompleteEvent());
			returned.countDown();
		});
		assertThat(returned.await(30, TimeUnit.SECONDS)).isTrue();
		close(lifespan);
		assertThat(output).doesNotContain("WARN");
	}

	@Test
	void shutdownThatFailsIsLogged(CapturedOutput output) {
		close(started(living(new LifespanShutdownFailedEvent("still busy"))));
		assertThat(output).contains("WARN").contains("still busy");
	}

	@Test
	void shutdownWithoutAnswerIsLogged(CapturedOutput output) {
		AmgiApplication silent = (scope, receive, send) -> {
			send.send(new LifespanStartupCompleteEvent());
			new CountDownLatch(1).await();
		};
		AmgiLifespan lifespan = lifespan(silent, LONG, Duration.ofMillis(10));
		lifespan.start();
		close(lifespan);
		assertThat(output).contains("No answer to 'lifespan.shutdown' within PT0.01S");
	}

	@Test
	void stopWithoutCloseLeavesTheApplicationAlone() {
		AmgiLifespan lifespan = started(living(new LifespanShutdownCompleteEvent()));
		lifespan.stop();
		assertThat(lifespan.isRunning()).isFalse();
		lifespan.start();
		assertThat(lifespan.isRunning()).isTrue();
		assertThat(this.events).containsExactly("LifespanStartupEvent[]");
	}

	@Test
	void closingOfAContextBelowLeavesTheApplicationAlone() {
		AmgiLifespan lifespan = started(living(new LifespanShutdownCompleteEvent()));
		lifespan.onApplicationEvent(new ContextClosedEvent(new StaticApplicationContext()));
		assertThat(this.events).containsExactly("LifespanStartupEvent[]");
	}

	@Test
	void destructionWithoutCloseShutsDown() {
		AmgiLifespan lifespan = started(living(new LifespanShutdownCompleteEvent()));
		lifespan.stop();
		lifespan.destroy();
		assertThat(this.events).containsExactly("LifespanStartupEvent[]", "LifespanShutdownEvent[]");
	}

	@Test
	void lifespanHearsOfTheClosingBehindTheDrain() {
		AmgiLifespan lifespan = started(living(new LifespanShutdownCompleteEvent()));
		assertThat(lifespan.getOrder()).isEqualTo(Ordered.HIGHEST_PRECEDENCE + 1);
		close(lifespan);
	}

	@Test
	void shutdownIsAskedForOnce(CapturedOutput output) {
		AmgiApplication silent = (scope, receive, send) -> {
			send.send(new LifespanStartupCompleteEvent());
			new CountDownLatch(1).await();
		};
		AmgiLifespan lifespan = lifespan(silent, LONG, Duration.ofMillis(10));
		lifespan.start();
		close(lifespan);
		lifespan.destroy();
		assertThat(output.getAll().lines().filter((line) -> line.contains("No answer to"))).hasSize(1);
	}

	@Test
	void exceptionInsteadOfAnAnswerToShutdownIsLogged(CapturedOutput output) {
		close(started((scope, receive, send) -> {
			receive.receive();
			send.send(new LifespanStartupCompleteEvent());
			receive.receive();
			throw new IllegalStateException("still busy");
		}));
		assertThat(output).contains("WARN")
			.contains("The application failed to shut down")
			.contains("java.lang.IllegalStateException: still busy");
	}

	@Test
	void returnInsteadOfAnAnswerToShutdownIsOne(CapturedOutput output) {
		close(started((scope, receive, send) -> {
			receive.receive();
			send.send(new LifespanStartupCompleteEvent());
			receive.receive();
		}));
		assertThat(output).doesNotContain("WARN");
	}

	@Test
	void exceptionBeforeTheShutdownIsLogged(CapturedOutput output) {
		AmgiLifespan lifespan = started((scope, receive, send) -> {
			send.send(new LifespanStartupCompleteEvent());
			throw new IllegalStateException("connection lost");
		});
		Awaitility.await().untilAsserted(() -> assertThat(output).contains("connection lost"));
		close(lifespan);
		assertThat(output).contains("The application left its lifespan before the shutdown")
			.doesNotContain("No answer");
	}

	@Test
	void nothingIsReceivedAfterTheShutdown() {
		close(started((scope, receive, send) -> {
			receive.receive();
			send.send(new LifespanStartupCompleteEvent());
			receive.receive();
			try {
				receive.receive();
			}
			catch (IllegalStateException ex) {
				this.events.add(ex.getMessage());
			}
		}));
		assertThat(this.events).containsExactly("Nothing to receive in state STOPPING of the lifespan");
	}

	@Test
	void pausedTestContextLeavesTheApplicationAlone() {
		assertThat(started(living(new LifespanShutdownCompleteEvent())).isPauseable()).isFalse();
	}

	@Test
	void eventInTheWrongStateIsRefused() throws Exception {
		for (SendEvent event : List.of(new LifespanShutdownCompleteEvent(), new MessageAckEvent("orders:0:1"))) {
			started((scope, receive, send) -> {
				sendTo(send, event);
				send.send(new LifespanStartupCompleteEvent());
			});
		}
		assertThat(this.events).containsExactly("'lifespan.shutdown.complete' sent in state STARTING of the lifespan",
				"'message.ack' sent in the lifespan scope");
	}

	private AmgiApplication living(SendEvent answerToShutdown) {
		return (scope, receive, send) -> {
			this.events.add(receive.receive().toString());
			send.send(new LifespanStartupCompleteEvent());
			this.events.add(receive.receive().toString());
			send.send(answerToShutdown);
		};
	}

	private static AmgiApplication sending(SendEvent event) {
		return (scope, receive, send) -> send.send(event);
	}

	private void sendTo(Send send, SendEvent event) {
		try {
			send.send(event);
		}
		catch (IllegalStateException ex) {
			this.events.add(ex.getMessage());
		}
	}

	private AmgiLifespan started(AmgiApplication application) {
		AmgiLifespan lifespan = lifespan(application, LONG, LONG);
		lifespan.start();
		return lifespan;
	}

	private AmgiLifespan lifespan(AmgiApplication application, Duration startupTimeout, Duration shutdownTimeout) {
		AmgiLifespan lifespan = new AmgiLifespan(application, startupTimeout, shutdownTimeout);
		lifespan.setApplicationContext(this.context);
		return lifespan;
	}

	private void close(AmgiLifespan lifespan) {
		lifespan.onApplicationEvent(new ContextClosedEvent(this.context));
	}

}
