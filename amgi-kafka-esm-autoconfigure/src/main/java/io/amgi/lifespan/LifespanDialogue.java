package io.amgi.lifespan;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

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
final class LifespanDialogue implements Receive, Send {

	private static final Log logger = LogFactory.getLog(LifespanDialogue.class);

	private final BlockingQueue<ReceiveEvent> events = new LinkedBlockingQueue<>();

	private final Map<String, Object> scopeState = new HashMap<>();

	private final CompletableFuture<Map<String, Object>> startup = new CompletableFuture<>();

	private final CompletableFuture<@Nullable Void> shutdown = new CompletableFuture<>();

	private State state = State.STARTING;

	/**
	 * Starts the dialogue.
	 * @param application the application
	 * @return completed with the state that the application has put up when it is ready,
	 * exceptionally if it cannot start
	 */
	CompletableFuture<Map<String, Object>> start(AmgiApplication application) {
		this.events.add(new LifespanStartupEvent());
		Thread thread = new Thread(() -> run(application), "amgi-lifespan");
		thread.setDaemon(true);
		thread.start();
		return this.startup;
	}

	/**
	 * Asks the application to shut down.
	 * @return completed when it has, exceptionally if it failed to
	 */
	CompletableFuture<@Nullable Void> shutdown() {
		if (transition(State.STARTED, State.STOPPING)) {
			this.events.add(new LifespanShutdownEvent());
		}
		return this.shutdown;
	}

	private void run(AmgiApplication application) {
		try {
			application.call(new LifespanScope(AmgiVersions.V1_0, this.scopeState), this, this);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (Exception ex) {
			logger.debug("The application left the lifespan scope", ex);
		}
		end();
	}

	// An application that leaves without an answer does not support the protocol; one
	// that
	// leaves later needs no shutdown.
	private void end() {
		if (transition(State.STARTING, State.ENDED)) {
			logger.info("AMGI 'lifespan' protocol appears unsupported.");
			this.startup.complete(Map.of());
		}
		this.shutdown.complete(null);
	}

	@Override
	public ReceiveEvent receive() throws InterruptedException {
		return this.events.take();
	}

	@Override
	public CompletableFuture<Void> send(SendEvent event) {
		if (event instanceof LifespanStartupCompleteEvent) {
			answer(event, State.STARTING, State.STARTED);
			this.startup.complete(Collections.unmodifiableMap(new HashMap<>(this.scopeState)));
		}
		else if (event instanceof LifespanStartupFailedEvent failed) {
			answer(event, State.STARTING, State.ENDED);
			this.startup.completeExceptionally(new LifespanStartupException(failed.message()));
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

	private void answer(SendEvent event, State expected, State next) {
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

	/**
	 * The states of a dialogue: {@code STARTING -> STARTED -> STOPPING -> ENDED}, with a
	 * short cut to the end where the application has failed or left.
	 */
	private enum State {

		STARTING, STARTED, STOPPING, ENDED

	}

}
