package io.amgi.server;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.amgi.protocol.MessageSendEvent;
import io.amgi.protocol.NotCompletedException;
import io.amgi.protocol.Receive;
import io.amgi.protocol.Send;

/**
 * What invocations enter and leave by. Once it is closing, neither an invocation nor a
 * record begins any more; once it is closed, what runs is cut off from its outcome.
 */
final class ShutdownGate {

	private static final String SHUTTING_DOWN = "Not handled to its end, the function is shutting down";

	private int inside;

	private volatile State state = State.OPEN;

	synchronized void enter() {
		Assert.state(this.state == State.OPEN, "The function is shutting down and takes no more events");
		this.inside++;
	}

	synchronized void leave() {
		this.inside--;
		notifyAll();
	}

	synchronized boolean holdsOne() {
		return this.inside == 1;
	}

	/**
	 * Returns why what is undecided stays so.
	 * @return the reason, or {@code null} while the gate is open
	 */
	@Nullable NotCompletedException refusal() {
		return (this.state != State.OPEN) ? new NotCompletedException(SHUTTING_DOWN) : null;
	}

	/**
	 * Closes the gate behind those who are inside.
	 * @param timeout how long to wait for them to leave
	 * @return how many are still inside
	 */
	synchronized int close(Duration timeout) {
		this.state = State.CLOSING;
		try {
			awaitEmpty(System.nanoTime() + timeout.toNanos());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.state = State.CLOSED;
		return this.inside;
	}

	private void awaitEmpty(long end) throws InterruptedException {
		long remaining = end - System.nanoTime();
		while (this.inside > 0 && remaining > 0) {
			TimeUnit.NANOSECONDS.timedWait(this, remaining);
			remaining = end - System.nanoTime();
		}
	}

	/**
	 * Keeps the application from receiving once the gate is closing.
	 * @param receive what the application would receive from
	 * @return what it shall receive from
	 */
	Receive guard(Receive receive) {
		return () -> {
			NotCompletedException refusal = refusal();
			if (refusal != null) {
				throw refusal;
			}
			return receive.receive();
		};
	}

	/**
	 * Keeps the application from deciding and sending once the gate is closed.
	 * @param send what the application would send to
	 * @return what it shall send to
	 */
	Send guard(Send send) {
		return (event) -> {
			if (this.state != State.CLOSED) {
				return send.send(event);
			}
			return (event instanceof MessageSendEvent)
					? CompletableFuture.failedFuture(new NotCompletedException(SHUTTING_DOWN))
					: CompletableFuture.completedFuture(null);
		};
	}

	/**
	 * The states of a gate: {@code OPEN -> CLOSING -> CLOSED}.
	 */
	private enum State {

		OPEN, CLOSING, CLOSED

	}

}
