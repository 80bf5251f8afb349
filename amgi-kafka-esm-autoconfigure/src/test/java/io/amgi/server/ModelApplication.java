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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.MessageAckEvent;
import io.amgi.protocol.MessageNackEvent;
import io.amgi.protocol.MessageReceiveEvent;
import io.amgi.protocol.MessageSendEvent;
import io.amgi.protocol.NonRetryableException;
import io.amgi.protocol.Receive;
import io.amgi.protocol.Scope;
import io.amgi.protocol.Send;

/**
 * Handles each record as its value says, and records anything that it should not see.
 */
final class ModelApplication implements AmgiApplication {

	private final Function<String, Object> groups;

	private final Set<Object> busyGroups = ConcurrentHashMap.newKeySet();

	final Queue<String> started = new ConcurrentLinkedQueue<>();

	final Queue<String> violations = new ConcurrentLinkedQueue<>();

	private final boolean accounting;

	/**
	 * Creates an application.
	 * @param groups finds the group of a record's id
	 * @param accounting whether messages name the records that they belong to, as they
	 * must if a middleware moves confirmations to other threads
	 */
	ModelApplication(Function<String, Object> groups, boolean accounting) {
		this.groups = groups;
		this.accounting = accounting;
	}

	@Override
	public void call(Scope scope, Receive receive, Send send) throws Exception {
		MessageReceiveEvent message;
		do {
			message = (MessageReceiveEvent) receive.receive();
			String id = message.id();
			enter(id);
			handle(message, send, () -> leave(id));
		}
		while (message.moreMessages());
	}

	void enter(String id) {
		this.started.add(id);
		check(this.busyGroups.add(this.groups.apply(id)), "Two at once in the group of " + id);
	}

	void leave(String id) {
		this.busyGroups.remove(this.groups.apply(id));
	}

	private void check(boolean condition, String violation) {
		if (!condition) {
			this.violations.add(violation);
		}
	}

	private void handle(MessageReceiveEvent message, Send send, Runnable end) {
		String value = new String(message.payload(), StandardCharsets.UTF_8);
		switch (ModelRecord.Behaviour.valueOf(value)) {
			case SLOW -> LockSupport.parkNanos(20_000);
			case ASYNC -> CompletableFuture.runAsync(Thread::yield).join();
			default -> {
			}
		}
		end.run();
		decide(message.id(), ModelRecord.Behaviour.valueOf(value), send);
	}

	private void decide(String id, ModelRecord.Behaviour behaviour, Send send) {
		switch (behaviour) {
			case NACK -> send.send(new MessageNackEvent(id, "nacked"));
			case FATAL -> send.send(MessageNackEvent.because(id, new FatalException()));
			case THROW, CHECKED, ASSERTION, OVERFLOW, LINKAGE, FAILED_LATER ->
				send.send(MessageNackEvent.because(id, failure(behaviour)));
			case SEND, FAILED_SEND -> sendAndDecide(id, behaviour.name(), send);
			default -> send.send(new MessageAckEvent(id));
		}
	}

	// Decides as channel methods do: nothing waits, and the last confirmation decides.
	private void sendAndDecide(String id, String address, Send send) {
		CompletableFuture<Void> confirmation = send
			.send(new MessageSendEvent(address, List.of(), null, Map.of(), this.accounting ? id : null));
		confirmation.whenComplete((confirmed, failure) -> {
			if (failure == null) {
				send.send(new MessageAckEvent(id));
			}
			else {
				seeFailure(confirmation);
				send.send(MessageNackEvent.because(id, unwrap(failure)));
			}
		});
	}

	static Throwable failure(ModelRecord.Behaviour behaviour) {
		Throwable failure = switch (behaviour) {
			case CHECKED -> new IOException(behaviour.failure());
			case ASSERTION -> new AssertionError(behaviour.failure());
			case OVERFLOW -> new StackOverflowError(behaviour.failure());
			case LINKAGE -> new NoClassDefFoundError(behaviour.failure());
			default -> new UntracedException(behaviour.failure());
		};
		failure.setStackTrace(new StackTraceElement[0]);
		return failure;
	}

	private static Throwable unwrap(Throwable failure) {
		return (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause() : failure;
	}

	private static void seeFailure(CompletableFuture<Void> confirmation) {
		try {
			confirmation.join();
		}
		catch (RuntimeException ex) {
			// The failure counts as seen.
		}
	}

	private static final class FatalException extends NonRetryableException {

		private static final long serialVersionUID = 1L;

		FatalException() {
			super("fatal", false);
		}

	}

	/**
	 * Has no stack trace, to keep the log readable.
	 */
	static final class UntracedException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		UntracedException(String message) {
			super(message, null, false, false);
		}

	}

}
