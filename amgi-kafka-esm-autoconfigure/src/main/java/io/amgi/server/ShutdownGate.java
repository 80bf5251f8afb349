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

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.amgi.protocol.NotCompletedException;

/**
 * Gate that invocations enter and leave by. Once it is closing, neither an invocation nor
 * a record begins any more; once it is closed, what runs is cut off from its outcome.
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
	 * Returns the reason why undecided records stay undecided.
	 * @return the reason, or {@code null} while the gate is open
	 */
	@Nullable NotCompletedException refusal() {
		return (this.state != State.OPEN) ? new NotCompletedException(SHUTTING_DOWN) : null;
	}

	boolean isClosed() {
		return this.state == State.CLOSED;
	}

	/**
	 * Closes the gate behind those who are inside.
	 * @param timeout how long to wait for them to leave
	 * @return how many are still inside
	 */
	synchronized int close(Duration timeout) {
		this.state = State.CLOSING;
		notifyAll();
		try {
			await(System.nanoTime() + timeout.toNanos(), () -> this.inside > 0);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.state = State.CLOSED;
		return this.inside;
	}

	/**
	 * Waits until the gate closes.
	 * @param timeout the maximum time to wait
	 * @throws InterruptedException if the thread is interrupted while it waits
	 */
	synchronized void awaitClosing(Duration timeout) throws InterruptedException {
		await(System.nanoTime() + timeout.toNanos(), () -> this.state == State.OPEN);
	}

	private void await(long end, BooleanSupplier waiting) throws InterruptedException {
		long remaining = end - System.nanoTime();
		while (waiting.getAsBoolean() && remaining > 0) {
			TimeUnit.NANOSECONDS.timedWait(this, remaining);
			remaining = end - System.nanoTime();
		}
	}

	/**
	 * The states of a gate: {@code OPEN -> CLOSING -> CLOSED}.
	 */
	private enum State {

		OPEN, CLOSING, CLOSED

	}

}
