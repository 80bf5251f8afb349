package io.amgi.lifespan;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.StaticApplicationContext;

import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.LifespanScope;
import io.amgi.protocol.LifespanShutdownCompleteEvent;
import io.amgi.protocol.LifespanShutdownFailedEvent;
import io.amgi.protocol.LifespanStartupCompleteEvent;
import io.amgi.protocol.LifespanStartupFailedEvent;
import io.amgi.protocol.MessageAckEvent;
import io.amgi.protocol.SendEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(OutputCaptureExtension.class)
class AmgiLifespanTests {

	private static final Duration LONG = Duration.ofSeconds(30);

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
		assertThat(lifespan.getState()).isEqualTo(Map.of("pool", "p"));
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
	void startupThatFailsFailsTheStart() {
		assertThatExceptionOfType(LifespanStartupException.class)
			.isThrownBy(() -> started(sending(new LifespanStartupFailedEvent("no database"))))
			.withMessage("no database");
	}

	@Test
	void startupWithoutAnswerFailsTheStart() {
		AmgiApplication silent = (scope, receive, send) -> new CountDownLatch(1).await();
		AmgiLifespan lifespan = new AmgiLifespan(silent, Duration.ofMillis(10), LONG);
		assertThatExceptionOfType(LifespanStartupException.class).isThrownBy(lifespan::start)
			.withMessage("No answer to 'lifespan.startup' within PT0.01S");
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
		AmgiLifespan lifespan = new AmgiLifespan(silent, LONG, Duration.ofMillis(10));
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
	void pausedTestContextLeavesTheApplicationAlone() {
		assertThat(started(living(new LifespanShutdownCompleteEvent())).isPauseable()).isFalse();
	}

	@Test
	void eventInTheWrongStateIsRefused() throws Exception {
		for (SendEvent event : List.of(new LifespanShutdownCompleteEvent(), new MessageAckEvent("orders:0:1"))) {
			started((scope, receive, send) -> {
				try {
					send.send(event);
				}
				catch (IllegalStateException ex) {
					this.events.add(ex.getMessage());
				}
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

	private static AmgiLifespan started(AmgiApplication application) {
		AmgiLifespan lifespan = new AmgiLifespan(application, LONG, LONG);
		lifespan.start();
		return lifespan;
	}

	private static void close(AmgiLifespan lifespan) {
		lifespan.onApplicationEvent(new ContextClosedEvent(new StaticApplicationContext()));
		lifespan.stop();
	}

}
