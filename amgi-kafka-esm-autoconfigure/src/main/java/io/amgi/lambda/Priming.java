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

package io.amgi.lambda;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.amgi.internal.LogText;

/**
 * Loads at the end of Init the code that the first event would otherwise load. It is
 * limited by a time-out and optional: a failure only leads to a line in the log.
 */
public final class Priming {

	private static final Log logger = LogFactory.getLog(Priming.class);

	private final List<PrimingStep> steps;

	private final Duration timeout;

	/**
	 * Creates a priming.
	 * @param steps the steps in their order
	 * @param timeout the maximum time for all of them
	 */
	public Priming(List<PrimingStep> steps, Duration timeout) {
		this.steps = List.copyOf(steps);
		this.timeout = timeout;
	}

	/**
	 * Primes on a thread of its own, which is interrupted and left behind at the
	 * time-out.
	 */
	public void prime() {
		long start = System.nanoTime();
		Run run = new Run(this.steps);
		Thread thread = new Thread(run, "amgi-priming");
		thread.setDaemon(true);
		thread.start();
		try {
			if (!run.ended.await(this.timeout.toNanos(), TimeUnit.NANOSECONDS)) {
				run.abandon(this.timeout);
				thread.interrupt();
			}
			logger.debug("Priming took %d ms".formatted(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * One run of all steps.
	 */
	private static final class Run implements Runnable {

		private final CountDownLatch ended = new CountDownLatch(1);

		private final List<PrimingStep> steps;

		private volatile String current;

		private boolean abandoned;

		private boolean logged;

		Run(List<PrimingStep> steps) {
			this.steps = steps;
			this.current = steps.isEmpty() ? "" : steps.get(0).name();
		}

		@Override
		public void run() {
			try {
				this.steps.forEach(this::run);
			}
			finally {
				this.ended.countDown();
			}
		}

		private void run(PrimingStep step) {
			if (isAbandoned()) {
				return;
			}
			this.current = step.name();
			try {
				step.action().prime();
			}
			catch (Throwable ex) {
				fail(step.name(), ex);
			}
		}

		private synchronized boolean isAbandoned() {
			return this.abandoned;
		}

		synchronized void abandon(Duration timeout) {
			log("%s did not end within %d ms".formatted(this.current, timeout.toMillis()));
			this.abandoned = true;
		}

		private synchronized void fail(String name, Throwable failure) {
			log("%s failed with %s".formatted(name, describe(failure)));
		}

		// Logs only the first failure, which may be a time-out.
		private void log(String failure) {
			if (!this.abandoned && !this.logged) {
				this.logged = true;
				logger.info("The first event takes longer, since priming was not complete: " + failure);
			}
		}

		// The message of an exception may quote values.
		private static String describe(Throwable failure) {
			return (failure instanceof PrimingException) ? LogText.of(String.valueOf(failure.getMessage()))
					: failure.getClass().getName();
		}

	}

}
