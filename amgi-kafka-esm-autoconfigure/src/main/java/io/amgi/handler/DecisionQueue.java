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

package io.amgi.handler;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.amgi.internal.Throwables;

/**
 * The decisions of a batch that interceptors want to see. One task at a time drains them,
 * so that interceptors run neither on a producer's thread nor under a lock, and get what
 * was decided meanwhile in one list.
 */
final class DecisionQueue {

	private static final Log logger = LogFactory.getLog(DecisionInterceptor.class);

	private static final int LIMIT = 100;

	private final List<DecisionInterceptor> interceptors;

	private final Executor worker;

	private final long linger;

	private List<PendingDecision> waiting = new ArrayList<>();

	private boolean draining;

	private boolean flushing;

	/**
	 * Creates a queue.
	 * @param interceptors all interceptors, the outermost one first
	 * @param worker runs one task after another
	 */
	DecisionQueue(List<ChannelInterceptor> interceptors, Executor worker) {
		this(innermostFirst(interceptors), worker, Long.MAX_VALUE);
	}

	private DecisionQueue(List<DecisionInterceptor> interceptors, Executor worker, long maxLinger) {
		this.interceptors = interceptors;
		this.worker = worker;
		this.linger = interceptors.stream()
			.mapToLong((interceptor) -> Math.min(maxLinger, interceptor.linger().toNanos()))
			.max()
			.orElse(0);
	}

	/**
	 * Returns a queue without a worker, in which nothing waits.
	 * @param interceptors all interceptors, the outermost one first
	 * @return the queue
	 */
	static DecisionQueue immediate(List<ChannelInterceptor> interceptors) {
		return new DecisionQueue(innermostFirst(interceptors), Runnable::run, 0);
	}

	private static List<DecisionInterceptor> innermostFirst(List<ChannelInterceptor> interceptors) {
		List<DecisionInterceptor> reversed = new ArrayList<>();
		for (ChannelInterceptor interceptor : new LinkedHashSet<>(interceptors)) {
			if (interceptor instanceof DecisionInterceptor deciding) {
				reversed.add(deciding);
			}
		}
		Collections.reverse(reversed);
		return reversed;
	}

	/**
	 * Adds a decision.
	 * @param decision the decision
	 * @return completed when the server has it
	 */
	CompletableFuture<Void> add(PendingDecision decision) {
		decision.hold(this.linger > 0);
		if (enqueue(decision)) {
			this.worker.execute(this::drain);
		}
		return decision.sent();
	}

	/**
	 * Returns whether a task has to be started.
	 * @param decision the decision to add
	 * @return whether to start a task
	 */
	private synchronized boolean enqueue(PendingDecision decision) {
		this.waiting.add(decision);
		if (!decision.isAck() || decision.isLate()) {
			flush();
		}
		else if (this.waiting.size() >= LIMIT) {
			notifyAll();
		}
		boolean idle = !this.draining;
		this.draining = true;
		return idle;
	}

	private void drain() {
		for (List<PendingDecision> next = next(); !next.isEmpty(); next = next()) {
			List<PendingDecision> decisions = next;
			this.interceptors.forEach((interceptor) -> intercept(interceptor, decisions));
			decisions.forEach(PendingDecision::send);
		}
	}

	/**
	 * Lets nothing wait any longer that is waiting now.
	 */
	synchronized void flush() {
		this.flushing = true;
		notifyAll();
	}

	private synchronized List<PendingDecision> next() {
		if (!this.waiting.isEmpty()) {
			linger();
		}
		this.flushing = false;
		List<PendingDecision> next = this.waiting;
		this.waiting = new ArrayList<>();
		this.draining = !next.isEmpty();
		return next;
	}

	// If the thread is interrupted, continues with the decisions collected so far.
	private void linger() {
		long start = System.nanoTime();
		long remaining = this.linger;
		try {
			while (remaining > 0 && !this.flushing && this.waiting.size() < LIMIT) {
				TimeUnit.NANOSECONDS.timedWait(this, remaining);
				remaining = this.linger - (System.nanoTime() - start);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void intercept(DecisionInterceptor interceptor, List<PendingDecision> decisions) {
		List<PendingDecision> seen = new ArrayList<>();
		List<DecisionInterceptor.Decision> views = new ArrayList<>();
		for (PendingDecision decision : decisions) {
			DecisionInterceptor.Decision view = decision.decisionFor(interceptor);
			if (view != null) {
				seen.add(decision);
				views.add(view);
			}
		}
		if (!views.isEmpty()) {
			intercept(interceptor, views, seen);
		}
	}

	private static void intercept(DecisionInterceptor interceptor, List<DecisionInterceptor.Decision> views,
			List<PendingDecision> seen) {
		try {
			interceptor.deciding(Collections.unmodifiableList(views));
		}
		catch (Throwable ex) {
			Throwables.throwIfFatal(ex);
			logger.warn("An interceptor has not taken note of %d decisions".formatted(seen.size()), ex);
			seen.forEach((decision) -> decision.fail(ex));
		}
	}

}
