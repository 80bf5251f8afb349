package io.amgi.esm;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 * One invocation: opens a message scope per topic-partition and collects the outcomes.
 */
final class Invocation {

	private final AmgiApplication application;

	private final Map<String, Object> state;

	private final MessageSend messageSend;

	private final InvocationGate gate;

	private final Deadline deadline;

	private final Map<String, Map<String, Object>> extensions;

	private final FailureLog failureLog = new FailureLog();

	Invocation(AmgiApplication application, Map<String, Object> state, MessageSend messageSend, InvocationGate gate,
			Deadline deadline, @Nullable Context context) {
		this.application = application;
		this.state = state;
		this.messageSend = messageSend;
		this.gate = gate;
		this.deadline = deadline;
		this.extensions = extensions(this.deadline, context);
	}

	private static Map<String, Map<String, Object>> extensions(Deadline deadline, @Nullable Context context) {
		Map<String, Map<String, Object>> extensions = new HashMap<>();
		extensions.put("message.ack.out_of_order", Map.of());
		Instant at = deadline.at();
		if (at != null) {
			extensions.put("amgi.deadline", Map.of("at", at));
		}
		if (context != null) {
			extensions.put("aws.lambda", Map.of("context", context));
		}
		return Map.copyOf(extensions);
	}

	BatchOutcome process(KafkaEvent event) {
		List<RecordDelivery> deliveries = event.records().stream().map(RecordDelivery::new).toList();
		groups(deliveries).forEach(this::process);
		return new BatchOutcome(deliveries.stream().map(RecordDelivery::nack).filter(Objects::nonNull).toList());
	}

	// Groups by the records' own topic and partition: the event's map key may hold
	// several.
	private static Collection<List<RecordDelivery>> groups(List<RecordDelivery> deliveries) {
		return deliveries.stream()
			.filter((delivery) -> delivery.record().defect() == null)
			.collect(Collectors.groupingBy((delivery) -> delivery.record().topicPartition(), LinkedHashMap::new,
					Collectors.toList()))
			.values();
	}

	private void process(List<RecordDelivery> group) {
		MessageDialogue dialogue = new MessageDialogue(group, this.messageSend, this.failureLog);
		MessageScope scope = new MessageScope(AmgiVersions.V1_0, group.get(0).record().topic(),
				new HashMap<>(this.state), this.extensions);
		try {
			this.application.call(scope, this.gate.guard((Receive) dialogue), this.gate.guard((Send) dialogue));
		}
		catch (Exception | StackOverflowError ex) {
			dialogue.fail(ex);
		}
		NotAttemptedException refusal = this.gate.refusal();
		if (refusal != null) {
			dialogue.fail(refusal);
		}
		dialogue.close(this.deadline);
	}

}
