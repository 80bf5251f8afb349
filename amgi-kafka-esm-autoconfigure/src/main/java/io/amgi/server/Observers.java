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

import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.amgi.server.BatchObservation.RecordScope;
import io.amgi.server.FailureReport.Line;
import io.amgi.server.SequentialExecutor.Task;

/**
 * The observers of all batches.
 *
 * @param observers the observers, the outermost one first
 */
record Observers(List<BatchObserver> observers) {

	static final Observers NONE = new Observers(List.of());

	/**
	 * Opens the observations of a batch.
	 * @param batch the batch
	 * @param executor starts a task at once
	 * @param onError called with errors that are not an observer's
	 * @return the observations
	 */
	Observations open(InboundBatch batch, Executor executor, Consumer<Throwable> onError) {
		if (this.observers.isEmpty()) {
			return Observations.NONE;
		}
		ObserverLog log = new ObserverLog();
		List<BatchObservation> opened = this.observers.stream()
			.map((observer) -> log.call(() -> observer.open(batch)))
			.filter(Objects::nonNull)
			.toList();
		return opened.isEmpty() ? Observations.NONE
				: new OpenObservations(opened, log, new SequentialExecutor(executor, onError));
	}

	/**
	 * The observations that are open for a batch.
	 */
	static final class OpenObservations implements Observations {

		private final List<BatchObservation> observations;

		private final ObserverLog log;

		private final SequentialExecutor worker;

		private final boolean observesOutcomes;

		OpenObservations(List<BatchObservation> observations, ObserverLog log, SequentialExecutor worker) {
			this.observations = observations;
			this.log = log;
			this.worker = worker;
			this.observesOutcomes = observations.stream()
				.anyMatch((observation) -> !Boolean.FALSE.equals(log.call(observation::observesOutcomes)));
		}

		@Override
		public RecordScope scope(InboundRecord record) {
			RecordScope open = RecordScope.NONE;
			for (BatchObservation observation : this.observations) {
				RecordScope scope = this.log.call(() -> observation.scope(record));
				if (scope != null) {
					open = new OpenScope(open, scope, Thread.currentThread(), this.log);
				}
			}
			return open;
		}

		@Override
		public void settle(List<RecordDelivery> deliveries) {
			if (this.observesOutcomes) {
				this.worker.execute(() -> deliveries.forEach(this::settle));
			}
		}

		private void settle(RecordDelivery delivery) {
			RecordOutcome outcome = RecordOutcome.of(delivery);
			for (int i = this.observations.size() - 1; i >= 0; i--) {
				BatchObservation observation = this.observations.get(i);
				this.log.run(() -> observation.settled(delivery.record(), outcome));
			}
		}

		@Override
		public void await(Deadline deadline) throws InterruptedException {
			if (!this.worker.isIdle() && !run(() -> {
			}, deadline.nanosToClose())) {
				this.log.warnOfDelay();
			}
		}

		// Lines are worth more than their scopes: an observer that hangs must not keep
		// them back.
		@Override
		public void write(List<Line> lines, Deadline deadline) throws InterruptedException {
			Queue<Line> unwritten = new ConcurrentLinkedQueue<>(lines);
			try {
				if (!lines.isEmpty()) {
					run(() -> writeInScopes(unwritten), deadline.nanosToReport());
				}
			}
			finally {
				for (Line line = unwritten.poll(); line != null; line = unwritten.poll()) {
					line.write();
				}
			}
		}

		private void writeInScopes(Queue<Line> unwritten) {
			for (Line line = unwritten.peek(); line != null; line = unwritten.peek()) {
				InboundRecord record = line.record();
				try (RecordScope scope = (record != null) ? scope(record) : RecordScope.NONE) {
					// Unless it was written without, while the scope was being opened.
					if (unwritten.remove(line)) {
						line.write();
					}
				}
			}
		}

		/**
		 * Returns whether the work was done in time.
		 * @param work the work
		 * @param nanos the maximum time to wait
		 * @return whether the work was done in time
		 * @throws InterruptedException if the thread is interrupted while it waits
		 */
		private boolean run(Runnable work, long nanos) throws InterruptedException {
			Awaited awaited = new Awaited(work, new CountDownLatch(1));
			this.worker.execute(awaited);
			return awaited.latch().await(nanos, TimeUnit.NANOSECONDS);
		}

		@Override
		public void close(BatchOutcome outcome) {
			for (int i = this.observations.size() - 1; i >= 0; i--) {
				BatchObservation observation = this.observations.get(i);
				this.log.run(() -> observation.close(outcome));
			}
		}

	}

	/**
	 * A scope inside of others. It can only be closed on the thread that opened it.
	 *
	 * @param outer the scopes around it
	 * @param scope the scope
	 * @param opener the thread that opened it
	 * @param log closes it
	 */
	private record OpenScope(RecordScope outer, RecordScope scope, Thread opener,
			ObserverLog log) implements RecordScope {

		@Override
		public void close() {
			if (Thread.currentThread() == this.opener) {
				this.log.run(this.scope::close);
				this.outer.close();
			}
		}

	}

	/**
	 * Work that a thread waits for, which runs after everything settled before.
	 *
	 * @param work the work
	 * @param latch the latch that the thread waits at
	 */
	private record Awaited(Runnable work, CountDownLatch latch) implements Task {

		@Override
		public void run() {
			try {
				this.work.run();
			}
			finally {
				this.latch.countDown();
			}
		}

		@Override
		public void abandon(Throwable reason) {
			this.latch.countDown();
		}

	}

}
