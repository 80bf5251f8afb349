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
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.AmgiVersions;
import io.amgi.protocol.LifespanScope;
import io.amgi.protocol.LifespanShutdownCompleteEvent;
import io.amgi.protocol.LifespanShutdownEvent;
import io.amgi.protocol.LifespanShutdownFailedEvent;
import io.amgi.protocol.LifespanStartupCompleteEvent;
import io.amgi.protocol.LifespanStartupEvent;
import io.amgi.protocol.LifespanStartupFailedEvent;
import io.amgi.protocol.Receive;
import io.amgi.protocol.ReceiveEvent;
import io.amgi.protocol.Send;
import io.amgi.protocol.SendEvent;

/**
 * The server's side of the lifespan scope. The application lives in it on a thread of its
 * own, since its call lasts from start-up to shutdown.
 */
final class LifespanSession implements Receive, Send {

	private static final Log logger = LogFactory.getLog(LifespanSession.class);

	private final BlockingQueue<ReceiveEvent> events = new LinkedBlockingQueue<>();

	private final Map<String, Object> scopeState = new HashMap<>();

	private final CompletableFuture<Map<String, Object>> startup = new CompletableFuture<>();

	private final CompletableFuture<@Nullable Void> shutdown = new CompletableFuture<>();

	private final Thread thread;

	private State state = State.STARTING;

	/**
	 * Creates a session, which begins with {@link #start()}.
	 * @param application the application
	 */
	LifespanSession(AmgiApplication application) {
		this.thread = new Thread(() -> run(application), "amgi-lifespan");
		this.thread.setDaemon(true);
	}

	LifespanSession start() {
		this.events.add(new LifespanStartupEvent());
		this.thread.start();
		return this;
	}

	/**
	 * Waits until the application is ready. Repeated calls return the same result.
	 * @param timeout how long to wait before the application counts as failed
	 * @return what the application has put into its state
	 * @throws LifespanStartupException if the application cannot start
	 */
	Map<String, Object> awaitStartup(Duration timeout) throws InterruptedException {
		try {
			return this.startup.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException ex) {
			throw (LifespanStartupException) ex.getCause();
		}
		catch (TimeoutException ex) {
			if (transition(State.STARTING, State.ENDED)) {
				this.startup.completeExceptionally(
						new LifespanStartupException("No answer to 'lifespan.startup' within " + timeout, null));
				this.thread.interrupt();
			}
			return awaitStartup(timeout);
		}
	}

	/**
	 * Asks the application to shut down, and waits until it has. One that never started,
	 * or that has been asked before, has nothing to do.
	 * @param timeout how long to wait
	 * @throws ExecutionException if the application failed to shut down
	 * @throws TimeoutException if it did not answer
	 */
	void shutDown(Duration timeout) throws InterruptedException, ExecutionException, TimeoutException {
		if (askToShutDown()) {
			this.shutdown.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	private synchronized boolean askToShutDown() {
		return transition(State.STARTED, State.STOPPING) && this.events.add(new LifespanShutdownEvent());
	}

	private void run(AmgiApplication application) {
		try {
			application.call(new LifespanScope(AmgiVersions.V1_0, this.scopeState), this, this);
			leave(null);
		}
		catch (Throwable ex) {
			leave(ex);
		}
	}

	private void leave(@Nullable Throwable failure) {
		switch (end()) {
			case STARTING -> leaveBeforeTheAnswer(failure);
			case STARTED -> warn(failure);
			case STOPPING -> complete(failure);
			case ENDED -> logger.debug("The application left its lifespan", failure);
		}
	}

	// By throwing an exception, but not an Error, an application signals that it does not
	// support the protocol.
	private void leaveBeforeTheAnswer(@Nullable Throwable failure) {
		if (failure instanceof Error) {
			this.startup.completeExceptionally(new LifespanStartupException(failure.toString(), failure));
			return;
		}
		logger.debug("The application left its lifespan before it answered", failure);
		logger.info("AMGI 'lifespan' protocol appears unsupported.");
		this.startup.complete(Map.of());
	}

	private static void warn(@Nullable Throwable failure) {
		if (failure != null) {
			logger.warn("The application left its lifespan before the shutdown", failure);
		}
	}

	private void complete(@Nullable Throwable failure) {
		if (failure != null) {
			this.shutdown.completeExceptionally(failure);
		}
		this.shutdown.complete(null);
	}

	@Override
	public ReceiveEvent receive() throws InterruptedException {
		assertMoreToCome();
		return this.events.take();
	}

	private synchronized void assertMoreToCome() {
		Assert.state(!this.events.isEmpty() || this.state == State.STARTING || this.state == State.STARTED,
				() -> "Nothing to receive in state %s of the lifespan".formatted(this.state));
	}

	@Override
	public CompletableFuture<Void> send(SendEvent event) {
		if (event instanceof LifespanStartupCompleteEvent) {
			answer(event, State.STARTING, State.STARTED);
			this.startup.complete(Collections.unmodifiableMap(new HashMap<>(this.scopeState)));
		}
		else if (event instanceof LifespanStartupFailedEvent failed) {
			answer(event, State.STARTING, State.ENDED);
			this.startup.completeExceptionally(new LifespanStartupException(failed.message(), null));
		}
		else if (event instanceof LifespanShutdownCompleteEvent) {
			answer(event, State.STOPPING, State.ENDED);
			this.shutdown.complete(null);
		}
		else if (event instanceof LifespanShutdownFailedEvent failed) {
			answer(event, State.STOPPING, State.ENDED);
			this.shutdown.completeExceptionally(new IllegalStateException(failed.message()));
		}
		else {
			throw new IllegalStateException("'%s' sent in the lifespan scope".formatted(event.type()));
		}
		return CompletableFuture.completedFuture(null);
	}

	private synchronized void answer(SendEvent event, State expected, State next) {
		Assert.state(transition(expected, next),
				() -> "'%s' sent in state %s of the lifespan".formatted(event.type(), this.state));
	}

	private synchronized boolean transition(State expected, State next) {
		if (this.state != expected) {
			return false;
		}
		this.state = next;
		return true;
	}

	private synchronized State end() {
		State last = this.state;
		this.state = State.ENDED;
		return last;
	}

	/**
	 * The states of a session: {@code STARTING -> STARTED -> STOPPING -> ENDED}, with a
	 * short cut to the end where the application has failed or left.
	 */
	private enum State {

		STARTING, STARTED, STOPPING, ENDED

	}

}
