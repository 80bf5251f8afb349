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
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.amgi.internal.Throwables;
import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.AmgiVersions;
import io.amgi.protocol.MessageScope;
import io.amgi.protocol.MessageSend;
import io.amgi.protocol.NotCompletedException;

/**
 * Executes one batch: handles its groups, waits for the confirmation of their messages,
 * closes the outcome, publishes dead letters that depend on the whole outcome, and passes
 * the outcome to observers.
 */
final class BatchExecution {

	private static final NotCompletedException HELD = new NotCompletedException(
			"Not attempted: an earlier delivery is still being handled");

	private final AmgiApplication application;

	private final Map<String, Object> state;

	private final MessageSend messageSend;

	private final Deadline deadline;

	private final Map<String, Map<String, Object>> extensions;

	private final BatchState batchState;

	private final BatchThreads threads;

	private final SequentialExecutor worker;

	private final GroupScheduler scheduler;

	private final List<RecordDelivery> deliveries;

	private final List<MessageGroup> groups;

	BatchExecution(AmgiApplication application, Map<String, Object> state, MessageSend messageSend, InboundBatch batch,
			BatchState batchState, ProcessingOptions processing, Deadline deadline, WorkerExecutor workers,
			StuckHandlers stuck) {
		this.application = application;
		this.state = state;
		this.messageSend = messageSend;
		this.deadline = deadline;
		this.batchState = batchState;
		this.worker = new SequentialExecutor(workers.executor(), batchState::abort);
		this.extensions = extensions(batch.extensions());
		this.threads = BatchThreads.on(workers.executor(), batchState::abort);
		this.scheduler = new GroupScheduler(batchState, deadline, processing.concurrency(), workers, stuck,
				batch.cluster());
		this.deliveries = batch.records().stream().map(RecordDelivery::new).toList();
		this.groups = groups(processing.ordering());
	}

	private Map<String, Map<String, Object>> extensions(Map<String, Map<String, Object>> source) {
		Map<String, Map<String, Object>> extensions = new HashMap<>(source);
		extensions.put("message.ack.out_of_order", Map.of());
		extensions.put("amgi.failure", Map.of("mayContinue", (BooleanSupplier) this::mayContinue, "isEnding",
				(BooleanSupplier) () -> this.batchState.shutdown() != null));
		extensions.put("amgi.batch", Map.of("worker", this.worker, "attributes", new ConcurrentHashMap<>(2), "pause",
				(Predicate<Duration>) this::pause));
		Instant at = this.deadline.at();
		if (at != null) {
			extensions.put("amgi.deadline", Map.of("at", at));
		}
		return Map.copyOf(extensions);
	}

	/**
	 * Returns whether there is time left after a pause.
	 * @param duration the duration of the pause
	 * @return whether there is time left
	 */
	private boolean pause(Duration duration) {
		return this.batchState.isRunning() && duration.toNanos() < this.deadline.nanosToMargin()
				&& this.batchState.pause(duration);
	}

	/**
	 * Returns whether an application may handle messages behind a failed one that it has
	 * already received.
	 * @return whether it may
	 */
	private boolean mayContinue() {
		return !this.batchState.stopsGroups() && this.batchState.isRunning();
	}

	// Groups by the records' own topic and partition: the event's map key may hold
	// several.
	private List<MessageGroup> groups(Ordering ordering) {
		return this.deliveries.stream()
			.collect(Collectors.groupingBy((delivery) -> ordering.groupOf(delivery.record()), LinkedHashMap::new,
					Collectors.toList()))
			.entrySet()
			.stream()
			.map((entry) -> group(entry.getKey(), entry.getValue()))
			.toList();
	}

	private MessageGroup group(Object key, List<RecordDelivery> deliveries) {
		return new MessageGroup(key, String.valueOf(deliveries.get(0).record().topic()),
				new ScopeSession(deliveries, this.batchState, this.messageSend, this.threads));
	}

	/**
	 * Executes the batch.
	 * @param failures reports the failed records
	 * @return the outcome for each record
	 */
	BatchOutcome execute(FailureReport failures) {
		handle();
		confirm();
		close();
		publishDeferred();
		BatchOutcome outcome = report(failures);
		this.batchState.throwError();
		return outcome;
	}

	private void handle() {
		this.scheduler.run(this.groups, this::handle);
	}

	private void handle(MessageGroup group) {
		ScopeSession session = group.session();
		try {
			if (session.begin()) {
				this.application.call(scope(group), session, session);
			}
			session.leave(null);
		}
		catch (Throwable ex) {
			Throwables.throwIfFatal(ex);
			session.leave(ex);
		}
	}

	private MessageScope scope(MessageGroup group) {
		return new MessageScope(AmgiVersions.V1_0, group.address(), new HashMap<>(this.state),
				new GroupExtensions(this.extensions, group.session().decisions()));
	}

	private void confirm() {
		this.groups.forEach(this::await);
	}

	// Handlers that still run are left behind when all is decided.
	private void close() {
		boolean unconfirmed = this.groups.stream().anyMatch((group) -> group.session().isPending());
		this.scheduler.held().forEach((group) -> group.session().close(HELD));
		this.groups.forEach((group) -> group.session().close(this.batchState.notAttempted()));
		this.groups.forEach(this::await);
		this.groups.forEach((group) -> group.session().seal());
		this.scheduler.leave(unconfirmed);
	}

	private void await(MessageGroup group) {
		interruptibly(() -> group.session().await(this.deadline));
	}

	private void publishDeferred() {
		if (this.batchState.error() == null) {
			interruptibly(() -> new DeferredDeadLetters(this.batchState.deadLetters(), this.messageSend, this.threads,
					this.batchState.observations())
				.publish(this.deliveries, this.deadline));
		}
	}

	private BatchOutcome report(FailureReport failures) {
		Observations observations = this.batchState.observations();
		this.groups.forEach((group) -> group.session().report(false));
		interruptibly(() -> observations.await(this.deadline));
		BatchOutcome outcome = BatchOutcome.of(this.deliveries);
		if (this.batchState.error() == null) {
			interruptibly(() -> observations.write(failures.lines(outcome), this.deadline));
		}
		observations.close(outcome);
		return outcome;
	}

	private void interruptibly(Waiting waiting) {
		try {
			waiting.run();
		}
		catch (InterruptedException ex) {
			this.batchState.abort(ex);
		}
	}

	/**
	 * Work that waits.
	 */
	private interface Waiting {

		void run() throws InterruptedException;

	}

}
