package io.amgi.server;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.AmgiVersions;
import io.amgi.protocol.MessageScope;
import io.amgi.protocol.MessageSend;
import io.amgi.protocol.NotCompletedException;
import io.amgi.protocol.Receive;
import io.amgi.protocol.Send;

/**
 * One invocation: opens a message scope per group of records, lets them run as the
 * scheduler says, and collects the outcomes.
 */
final class BatchExecution {

	private final AmgiApplication application;

	private final Map<String, Object> state;

	private final MessageSend messageSend;

	private final ShutdownGate gate;

	private final ProcessingOptions processing;

	private final InboundBatch batch;

	private final Deadline deadline;

	private final Map<String, Map<String, Object>> extensions;

	private final BatchState batchState;

	BatchExecution(AmgiApplication application, Map<String, Object> state, MessageSend messageSend, ShutdownGate gate,
			ProcessingOptions processing, InboundBatch batch, DeadLetters deadLetters, Deadline deadline) {
		this.application = application;
		this.state = state;
		this.messageSend = messageSend;
		this.gate = gate;
		this.processing = processing;
		this.batch = batch;
		this.deadline = deadline;
		this.batchState = new BatchState(processing.failureScope(batch.redelivery()), processing.ordering(),
				deadLetters);
		this.extensions = extensions(batch.extensions());
	}

	private Map<String, Map<String, Object>> extensions(Map<String, Map<String, Object>> source) {
		Map<String, Map<String, Object>> extensions = new HashMap<>(source);
		extensions.put("message.ack.out_of_order", Map.of());
		extensions.put("amgi.failure", Map.of("mayContinue", (BooleanSupplier) this::mayContinue));
		Instant at = this.deadline.at();
		if (at != null) {
			extensions.put("amgi.deadline", Map.of("at", at));
		}
		return Map.copyOf(extensions);
	}

	// Whether an application that has received messages behind a failed one may handle
	// them.
	private boolean mayContinue() {
		return !this.batchState.stopsGroups() && this.batchState.isRunning() && this.gate.refusal() == null;
	}

	BatchOutcome process(WorkerExecutor threads, StuckHandlers stuck, SummaryPublisher summaries) {
		long start = System.nanoTime();
		BatchOutcome outcome = process(threads, stuck);
		summaries.publish(outcome, this.batch.records().size(), start, this.deadline.left());
		return outcome;
	}

	private BatchOutcome process(WorkerExecutor threads, StuckHandlers stuck) {
		List<RecordDelivery> deliveries = this.batch.records().stream().map(RecordDelivery::new).toList();
		SequentialPublisher publisher = new SequentialPublisher(threads.executor());
		List<MessageGroup> groups = groups(deliveries, publisher);
		GroupScheduler scheduler = new GroupScheduler(this.batchState, this.deadline, this.processing.concurrency(),
				stuck);
		scheduler.run(groups, this::runScope, threads);
		groups.forEach(this::settle);
		boolean unconfirmed = groups.stream().anyMatch((group) -> group.session().isSending());
		scheduler.held().forEach(BatchExecution::abandon);
		groups.forEach((group) -> group.session().close());
		groups.forEach(this::settle);
		groups.forEach((group) -> group.session().seal());
		scheduler.leave(unconfirmed);
		publishLast(deliveries, publisher);
		this.batchState.throwError();
		return BatchOutcome.of(deliveries);
	}

	// Groups by the records' own topic and partition: the event's map key may hold
	// several.
	private List<MessageGroup> groups(List<RecordDelivery> deliveries, SequentialPublisher publisher) {
		return deliveries.stream()
			.collect(Collectors.groupingBy((delivery) -> this.processing.ordering().groupOf(delivery.record()),
					LinkedHashMap::new, Collectors.toList()))
			.entrySet()
			.stream()
			.map((entry) -> group(entry.getKey(), entry.getValue(), publisher))
			.toList();
	}

	private MessageGroup group(Object key, List<RecordDelivery> deliveries, SequentialPublisher publisher) {
		return new MessageGroup(key, String.valueOf(deliveries.get(0).record().topic()),
				new ScopeSession(deliveries, this.batchState, this.messageSend, publisher));
	}

	private void runScope(MessageGroup group) {
		ScopeSession session = group.session();
		Throwable failure = null;
		try {
			if (session.begin()) {
				this.application.call(scope(group), this.gate.guard((Receive) session),
						this.gate.guard((Send) session));
				session.end();
			}
		}
		catch (Exception | StackOverflowError ex) {
			failure = ex;
		}
		// Once beans are closed, what fails says nothing about the records.
		NotCompletedException refusal = this.gate.refusal();
		session.leave((refusal != null) ? refusal : failure);
	}

	private MessageScope scope(MessageGroup group) {
		return new MessageScope(AmgiVersions.V1_0, group.address(), new HashMap<>(this.state), this.extensions);
	}

	private void publishLast(List<RecordDelivery> deliveries, SequentialPublisher publisher) {
		try {
			if (this.batchState.error() == null) {
				new DeferredDeadLetters(this.batchState.deadLetters(), this.messageSend, publisher).publish(deliveries,
						this.deadline);
			}
		}
		catch (InterruptedException ex) {
			this.batchState.abort(ex);
		}
	}

	private static void abandon(MessageGroup group) {
		group.session().abandon(new NotCompletedException("Not attempted: an earlier delivery is still being handled"));
	}

	private void settle(MessageGroup group) {
		try {
			group.session().settle(this.deadline);
		}
		catch (InterruptedException ex) {
			this.batchState.abort(ex);
		}
	}

}
