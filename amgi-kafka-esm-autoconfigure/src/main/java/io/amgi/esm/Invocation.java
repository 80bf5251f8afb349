package io.amgi.esm;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import com.amazonaws.services.lambda.runtime.Context;
import org.jspecify.annotations.Nullable;

import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.AmgiVersions;
import io.amgi.protocol.MessageScope;
import io.amgi.protocol.MessageSend;
import io.amgi.protocol.NotAttemptedException;
import io.amgi.protocol.Receive;
import io.amgi.protocol.Send;

/**
 * One invocation: opens a message scope per group of records, lets them run as the
 * schedule says, and collects the outcomes.
 */
final class Invocation {

	private final AmgiApplication application;

	private final Map<String, Object> state;

	private final MessageSend messageSend;

	private final InvocationGate gate;

	private final Processing processing;

	private final Deadline deadline;

	private final Map<String, Map<String, Object>> extensions;

	private final Course course;

	Invocation(AmgiApplication application, Map<String, Object> state, MessageSend messageSend, InvocationGate gate,
			Processing processing, OnNack onNack, DeadLetters deadLetters, Deadline deadline,
			@Nullable Context context) {
		this.application = application;
		this.state = state;
		this.messageSend = messageSend;
		this.gate = gate;
		this.processing = processing;
		this.deadline = deadline;
		this.course = new Course(processing.stopping(onNack), processing.ordering(), deadLetters);
		this.extensions = extensions(context);
	}

	private Map<String, Map<String, Object>> extensions(@Nullable Context context) {
		Map<String, Map<String, Object>> extensions = new HashMap<>();
		extensions.put("message.ack.out_of_order", Map.of());
		extensions.put("amgi.failure", Map.of("mayContinue", (BooleanSupplier) this::mayContinue));
		Instant at = this.deadline.at();
		if (at != null) {
			extensions.put("amgi.deadline", Map.of("at", at));
		}
		if (context != null) {
			extensions.put("aws.lambda", Map.of("context", context));
		}
		return Map.copyOf(extensions);
	}

	// Whether an application that has received messages behind a failed one may handle
	// them.
	private boolean mayContinue() {
		return !this.course.stopsGroups() && this.course.isRunning() && this.gate.refusal() == null;
	}

	BatchOutcome process(KafkaEvent event, LaneThreads threads, StuckHandlers stuck, SummaryPublisher summaries) {
		long start = System.nanoTime();
		BatchOutcome outcome = process(event, threads, stuck);
		summaries.publish(outcome, event.records().size(), start, this.deadline.left());
		return outcome;
	}

	private BatchOutcome process(KafkaEvent event, LaneThreads threads, StuckHandlers stuck) {
		List<RecordDelivery> deliveries = event.records().stream().map(RecordDelivery::new).toList();
		Publications publications = new Publications(threads.executor());
		List<Group> groups = groups(deliveries, publications);
		Schedule schedule = new Schedule(this.course, this.deadline, this.processing.concurrency(), stuck);
		schedule.run(groups, this::converse, threads);
		groups.forEach(this::settle);
		boolean unconfirmed = groups.stream().anyMatch((group) -> group.dialogue().isSending());
		schedule.held().forEach(Invocation::abandon);
		groups.forEach((group) -> group.dialogue().close());
		groups.forEach(this::settle);
		groups.forEach((group) -> group.dialogue().seal());
		schedule.leave(unconfirmed);
		publishLast(deliveries, publications);
		this.course.throwError();
		return BatchOutcome.of(deliveries);
	}

	// Groups by the records' own topic and partition: the event's map key may hold
	// several.
	private List<Group> groups(List<RecordDelivery> deliveries, Publications publications) {
		return deliveries.stream()
			.collect(Collectors.groupingBy((delivery) -> this.processing.ordering().groupOf(delivery.record()),
					LinkedHashMap::new, Collectors.toList()))
			.entrySet()
			.stream()
			.map((entry) -> group(entry.getKey(), entry.getValue(), publications))
			.toList();
	}

	private Group group(Object key, List<RecordDelivery> deliveries, Publications publications) {
		return new Group(key, String.valueOf(deliveries.get(0).record().topic()),
				new MessageDialogue(deliveries, this.course, this.messageSend, publications));
	}

	private void converse(Group group) {
		MessageDialogue dialogue = group.dialogue();
		Throwable failure = null;
		try {
			if (dialogue.begin()) {
				this.application.call(scope(group), this.gate.guard((Receive) dialogue),
						this.gate.guard((Send) dialogue));
				dialogue.end();
			}
		}
		catch (Exception | StackOverflowError ex) {
			failure = ex;
		}
		// Once beans are closed, what fails says nothing about the records.
		NotAttemptedException refusal = this.gate.refusal();
		dialogue.leave((refusal != null) ? refusal : failure);
	}

	private MessageScope scope(Group group) {
		return new MessageScope(AmgiVersions.V1_0, group.address(), new HashMap<>(this.state), this.extensions);
	}

	private void publishLast(List<RecordDelivery> deliveries, Publications publications) {
		try {
			if (this.course.error() == null) {
				new LastDeadLetters(this.course.deadLetters(), this.messageSend, publications).publish(deliveries,
						this.deadline);
			}
		}
		catch (InterruptedException ex) {
			this.course.abort(ex);
		}
	}

	private static void abandon(Group group) {
		group.dialogue()
			.abandon(new NotAttemptedException("Not attempted: an earlier delivery is still being handled"));
	}

	private void settle(Group group) {
		try {
			group.dialogue().settle(this.deadline);
		}
		catch (InterruptedException ex) {
			this.course.abort(ex);
		}
	}

}
