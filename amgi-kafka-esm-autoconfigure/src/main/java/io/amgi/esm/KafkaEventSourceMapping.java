package io.amgi.esm;

import java.io.InputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

import com.amazonaws.services.lambda.runtime.Context;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.task.TaskDecorator;

import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.MessageSend;

/**
 * Runs an AMGI application over the events of a Kafka event source mapping.
 */
public final class KafkaEventSourceMapping {

	private static final Log logger = LogFactory.getLog(KafkaEventSourceMapping.class);

	private final KafkaEventDecoder decoder = new KafkaEventDecoder();

	private final ShutdownGate gate = new ShutdownGate();

	private final AmgiApplication application;

	private final Supplier<Map<String, Object>> state;

	private final MessageSendProvider messageSends;

	private final OnNack onNack;

	private final ProcessingOptions processing;

	private final WorkerExecutor threads;

	private final DeadLetters deadLetters;

	private final SummaryPublisher summaries;

	private final StuckHandlers stuck = new StuckHandlers();

	private final List<InvocationHook> hooks;

	private final AllowedEventSources trust;

	private KafkaEventSourceMapping(Builder builder) {
		this.application = builder.application;
		this.state = builder.state;
		this.messageSends = builder.messageSends;
		this.onNack = builder.onNack;
		this.processing = builder.processing;
		this.threads = builder.threads();
		this.deadLetters = builder.deadLetters();
		this.summaries = new SummaryPublisher(builder.eventPublisher, builder.fatalFailures);
		this.hooks = builder.hooks;
		this.trust = builder.trust;
	}

	/**
	 * Creates a builder.
	 * @param application the application to run
	 * @return the builder
	 */
	public static Builder builder(AmgiApplication application) {
		return new Builder(application);
	}

	/**
	 * Handles one event: decodes it, runs the application over its records and answers
	 * Lambda.
	 * @param event the event's JSON in UTF-8
	 * @param context the context of Lambda's invocation, or {@code null} without Lambda
	 * @return what to answer
	 * @throws InvalidKafkaEventException if the event is not one of a Kafka mapping; no
	 * record is handled then
	 * @throws UntrustedEventException if the event is not from where events may come
	 * from; no record is handled then
	 * @throws NackException if records were not acknowledged and the invocation shall
	 * fail because of them
	 * @throws IllegalStateException after {@link #shutDown(Duration)}
	 */
	public BatchResponse handle(InputStream event, @Nullable Context context) {
		return invoke(event, context, (outcome) -> {
			checkStuck();
			return this.onNack.apply(outcome);
		});
	}

	/**
	 * Handles one event as {@link #handle} does, but tells what became of its records
	 * instead of what to answer because of it.
	 * @param event the event's JSON in UTF-8
	 * @param context the context of Lambda's invocation, or {@code null} without Lambda
	 * @return what became of the records
	 * @throws InvalidKafkaEventException if the event is not one of a Kafka mapping; no
	 * record is handled then
	 * @throws UntrustedEventException if the event is not from where events may come
	 * from; no record is handled then
	 * @throws IllegalStateException after {@link #shutDown(Duration)}
	 */
	public BatchOutcome process(InputStream event, @Nullable Context context) {
		return invoke(event, context, (outcome) -> {
			if (mayExit()) {
				checkStuck();
			}
			return outcome;
		});
	}

	/**
	 * Returns what {@link #handle} would answer.
	 * @param outcome what {@link #process} has returned
	 * @return what to answer
	 * @throws NackException if the invocation shall fail because of these records
	 * @throws IllegalStateException if stuck handlers take up the whole concurrency
	 */
	public BatchResponse respond(BatchOutcome outcome) {
		StuckHandlerPolicy.FAIL.check(this.stuck, this.processing.concurrency());
		return this.onNack.apply(outcome);
	}

	private <T> T invoke(InputStream event, @Nullable Context context, Function<BatchOutcome, T> answer) {
		this.gate.enter();
		try {
			KafkaEvent kafkaEvent = this.decoder.decode(event);
			this.trust.check(kafkaEvent);
			return new InvocationHookChain(this.hooks, EventMetadata.of(kafkaEvent), context)
				.run(() -> answer.apply(process(kafkaEvent, context)));
		}
		finally {
			this.gate.leave();
		}
	}

	private BatchOutcome process(KafkaEvent event, @Nullable Context context) {
		checkStuck();
		Deadline deadline = Deadline.of(context, this.processing.deadlineMargin());
		try (MessageSendSession send = this.messageSends.open(event.bootstrapServers())) {
			BatchExecution invocation = new BatchExecution(this.application, this.state.get(), send, this.gate,
					this.processing, this.onNack, this.deadLetters, deadline, context);
			return invocation.process(event, this.threads, this.stuck, this.summaries);
		}
	}

	// Before each invocation, too: where the JVM goes on, it would get more and more
	// stuck.
	private void checkStuck() {
		(mayExit() ? StuckHandlerPolicy.EXIT : StuckHandlerPolicy.FAIL).check(this.stuck,
				this.processing.concurrency());
	}

	private boolean mayExit() {
		return this.processing.exitWhenStuck() && this.gate.holdsOne();
	}

	/**
	 * Lets nothing new begin, neither an event nor a record, and waits for what runs.
	 * What is not acknowledged by then counts as cut off, whatever becomes of it.
	 * @param timeout how long to wait
	 */
	public void shutDown(Duration timeout) {
		int cut = this.gate.close(timeout);
		if (cut > 0) {
			logger.warn("Cut off %d invocations that went on for %s after the shutdown".formatted(cut, timeout));
		}
	}

	/**
	 * Builds a {@link KafkaEventSourceMapping}.
	 */
	public static final class Builder {

		private final AmgiApplication application;

		private Supplier<Map<String, Object>> state = Map::of;

		private MessageSendProvider messageSends = SharedMessageSend.NONE;

		private OnNack onNack = OnNack.LOG;

		private ProcessingOptions processing = ProcessingOptions.DEFAULT;

		private @Nullable Executor executor;

		private ApplicationEventPublisher eventPublisher = (event) -> {
		};

		private @Nullable DeadLetterPublisher deadLetterPublisher;

		private @Nullable DeadLetterOn deadLetterOn;

		private NonRetryableExceptions fatalFailures = NonRetryableExceptions.DEFAULT;

		private TaskDecorator taskDecorator = (task) -> task;

		private List<InvocationHook> hooks = List.of();

		private AllowedEventSources trust = AllowedEventSources.ANY;

		private Builder(AmgiApplication application) {
			this.application = application;
		}

		/**
		 * Sets where the state comes from that message scopes see.
		 * @param state supplies what the application has put into its lifespan scope
		 * @return this builder
		 */
		public Builder state(Supplier<Map<String, Object>> state) {
			this.state = state;
			return this;
		}

		/**
		 * Sets what the application's messages are sent by. Without it, they fail.
		 * @param messageSend what to send by
		 * @return this builder
		 */
		public Builder messageSend(MessageSend messageSend) {
			this.messageSends = new SharedMessageSend(messageSend);
			return this;
		}

		/**
		 * Sets what opens what an invocation's messages are sent by.
		 * @param messageSends opens what to send by
		 * @return this builder
		 */
		public Builder messageSends(MessageSendProvider messageSends) {
			this.messageSends = messageSends;
			return this;
		}

		/**
		 * Sets what becomes of records that were not acknowledged. By default they are
		 * logged.
		 * @param onNack the policy
		 * @return this builder
		 */
		public Builder onNack(OnNack onNack) {
			this.onNack = onNack;
			return this;
		}

		/**
		 * Sets what wraps each invocation.
		 * @param hooks the hooks, the outermost one first
		 * @return this builder
		 */
		public Builder invocationHooks(List<InvocationHook> hooks) {
			this.hooks = List.copyOf(hooks);
			return this;
		}

		/**
		 * Sets where events may come from.
		 * @param bootstrapServers patterns that each of an event's servers must match one
		 * of, {@code *} for a whole label of the host, port optional; empty for any
		 * @param eventSourceArns the ARNs that events may come from, {@code self-managed}
		 * for those without; empty for any
		 * @return this builder
		 */
		public Builder trust(List<String> bootstrapServers, List<String> eventSourceArns) {
			this.trust = new AllowedEventSources(bootstrapServers, eventSourceArns);
			return this;
		}

		/**
		 * Sets how the records of an invocation are processed.
		 * @param processing order, concurrency and all that
		 * @return this builder
		 */
		public Builder processing(ProcessingOptions processing) {
			this.processing = processing;
			return this;
		}

		/**
		 * Sets what handlers run on, where it is not the invoking thread. It must start
		 * each task at once: each invocation gives it as many as handlers may run, also
		 * while handlers run on that have outlived theirs. By default, platform threads
		 * that are kept for a while.
		 * @param executor the executor
		 * @return this builder
		 */
		public Builder executor(Executor executor) {
			this.executor = executor;
			return this;
		}

		/**
		 * Sets what carries the invoking thread's context over to where handlers run.
		 * @param taskDecorator the decorator, which is called on the invoking thread
		 * @return this builder
		 */
		public Builder taskDecorator(TaskDecorator taskDecorator) {
			this.taskDecorator = taskDecorator;
			return this;
		}

		/**
		 * Sets who hears of an {@link BatchSummary} per invocation.
		 * @param eventPublisher the publisher
		 * @return this builder
		 */
		public Builder eventPublisher(ApplicationEventPublisher eventPublisher) {
			this.eventPublisher = eventPublisher;
			return this;
		}

		/**
		 * Sets which exceptions would come again with each delivery of a record, besides
		 * {@link io.amgi.protocol.NonRetryableException} and the like.
		 * @param types the exceptions' types
		 * @return this builder
		 */
		public Builder nonRetryable(Collection<Class<? extends Throwable>> types) {
			this.fatalFailures = new NonRetryableExceptions(List.copyOf(types));
			return this;
		}

		/**
		 * Sets where records go that are given up. By default, nowhere.
		 * @param publisher publishes them
		 * @param on which records are given up, {@code null} to choose by what becomes of
		 * nacks
		 * @return this builder
		 */
		public Builder deadLetters(DeadLetterPublisher publisher, @Nullable DeadLetterOn on) {
			this.deadLetterPublisher = publisher;
			this.deadLetterOn = on;
			return this;
		}

		private DeadLetters deadLetters() {
			DeadLetterOn on = (this.deadLetterOn != null) ? this.deadLetterOn : DeadLetterOn.defaultOf(this.onNack);
			return new DeadLetters(this.deadLetterPublisher, on, this.onNack, this.fatalFailures);
		}

		private WorkerExecutor threads() {
			return new WorkerExecutor((this.executor != null) ? this.executor : new WorkerThreadPool(),
					this.taskDecorator);
		}

		/**
		 * Builds the mapping.
		 * @return the mapping
		 */
		public KafkaEventSourceMapping build() {
			return new KafkaEventSourceMapping(this);
		}

	}

}
