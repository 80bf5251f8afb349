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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.task.TaskDecorator;

import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.MessageSend;

/**
 * Runs an AMGI application over batches of records, wherever they come from. Several
 * threads may process batches at the same time.
 */
public final class MessageServer {

	private static final Log logger = LogFactory.getLog(MessageServer.class);

	private final ShutdownGate gate = new ShutdownGate();

	private final StuckHandlers stuck = new StuckHandlers();

	private final AmgiApplication application;

	private final Supplier<Map<String, Object>> state;

	private final MessageSendProvider messageSends;

	private final ProcessingOptions processing;

	private final WorkerExecutor workers;

	private final @Nullable DeadLetterPublisher deadLetterPublisher;

	private final @Nullable DeadLetterOn deadLetterOn;

	private final NonRetryableExceptions nonRetryable;

	private final SummaryPublisher summaries;

	private final Observers observers;

	private MessageServer(Builder builder) {
		this.application = builder.application;
		this.state = builder.state;
		this.messageSends = builder.messageSends;
		this.processing = builder.processing;
		this.workers = builder.workers();
		this.deadLetterPublisher = builder.deadLetterPublisher;
		this.deadLetterOn = builder.deadLetterOn;
		this.nonRetryable = builder.nonRetryable;
		this.summaries = new SummaryPublisher(builder.eventPublisher, builder.nonRetryable);
		this.observers = builder.observers;
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
	 * Runs work that {@link #shutDown(Duration)} waits for, such as the processing of a
	 * batch with all that its source does around it.
	 * @param work the work
	 * @param <T> the type of its result
	 * @return its result
	 * @throws IllegalStateException after {@link #shutDown(Duration)}
	 */
	public <T> T admit(Supplier<T> work) {
		this.gate.enter();
		try {
			return work.get();
		}
		finally {
			this.gate.leave();
		}
	}

	/**
	 * Runs the application over a batch. Must be called from {@link #admit(Supplier)
	 * admitted} work.
	 * @param batch the batch
	 * @return the outcome for each record
	 * @throws IllegalStateException if stuck handlers take up the whole concurrency, or
	 * the thread is interrupted
	 */
	public BatchOutcome process(InboundBatch batch) {
		return process(batch, FailureReport.NONE);
	}

	/**
	 * Runs the application over a batch and reports what was not acknowledged. Must be
	 * called from {@link #admit(Supplier) admitted} work.
	 * @param batch the batch
	 * @param failures reports failed records, unless the batch as a whole has failed
	 * @return the outcome for each record
	 * @throws IllegalStateException if stuck handlers take up the whole concurrency, or
	 * the thread is interrupted
	 */
	public BatchOutcome process(InboundBatch batch, FailureReport failures) {
		checkStuckHandlers();
		BatchOutcome outcome = execute(batch, failures);
		if (mayExit()) {
			checkStuckHandlers();
		}
		return outcome;
	}

	private BatchOutcome execute(InboundBatch batch, FailureReport failures) {
		Deadline deadline = Deadline.of(batch.timeLeft(), this.processing.deadlineMargin());
		try (MessageSendSession send = this.messageSends.open(batch.bootstrapServers())) {
			long start = System.nanoTime();
			DeadLetters deadLetters = new DeadLetters(this.deadLetterPublisher, this.deadLetterOn, batch.redelivery(),
					this.nonRetryable);
			BatchState state = new BatchState(this.processing.failureScope(batch.redelivery()),
					this.processing.ordering(), deadLetters, this.gate);
			state.observe(this.observers.open(batch, this.workers.executor(), state::abort));
			BatchOutcome outcome = new BatchExecution(this.application, this.state.get(), send, batch, state,
					this.processing, deadline, this.workers, this.stuck)
				.execute(failures);
			this.summaries.publish(outcome, batch.records().size(), start, deadline.left());
			return outcome;
		}
	}

	// Checks before each batch as well, since a JVM that continues would only accumulate
	// stuck handlers.
	private void checkStuckHandlers() {
		(mayExit() ? StuckHandlerPolicy.EXIT : StuckHandlerPolicy.FAIL).check(this.stuck,
				this.processing.concurrency());
	}

	private boolean mayExit() {
		return this.processing.exitWhenStuck() && this.gate.holdsOne();
	}

	/**
	 * Fails if handlers that have outlived their batches take up the whole concurrency.
	 * @throws IllegalStateException if they do
	 */
	public void failIfStuck() {
		StuckHandlerPolicy.FAIL.check(this.stuck, this.processing.concurrency());
	}

	/**
	 * Returns how many handlers have outlived their batch and are still running.
	 * @return the number of handlers
	 */
	public int stuckHandlers() {
		return this.stuck.handlers().size();
	}

	/**
	 * Returns whether handlers that have outlived their batches take up the whole
	 * concurrency.
	 * @return whether they do
	 */
	public boolean isStuck() {
		return this.stuck.handlers().size() >= this.processing.concurrency();
	}

	/**
	 * Lets neither work nor a record begin any more, and waits for work that is running.
	 * Records that are not acknowledged when the time is up count as cut off.
	 * @param timeout the maximum time to wait
	 */
	public void shutDown(Duration timeout) {
		int cut = this.gate.close(timeout);
		if (cut > 0) {
			logger.warn("Cut off %d invocations that went on for %s after the shutdown".formatted(cut, timeout));
		}
	}

	/**
	 * Builds a {@link MessageServer}.
	 */
	public static final class Builder {

		private final AmgiApplication application;

		private Supplier<Map<String, Object>> state = Map::of;

		private MessageSendProvider messageSends = SharedMessageSend.NONE;

		private ProcessingOptions processing = ProcessingOptions.DEFAULT;

		private @Nullable Executor executor;

		private TaskDecorator taskDecorator = (task) -> task;

		private ApplicationEventPublisher eventPublisher = (event) -> {
		};

		private NonRetryableExceptions nonRetryable = NonRetryableExceptions.DEFAULT;

		private Observers observers = Observers.NONE;

		private @Nullable DeadLetterPublisher deadLetterPublisher;

		private @Nullable DeadLetterOn deadLetterOn;

		private Builder(AmgiApplication application) {
			this.application = application;
		}

		/**
		 * Sets the source of the state that message scopes see.
		 * @param state supplies the state that the application has put into its lifespan
		 * scope
		 * @return this builder
		 */
		public Builder state(Supplier<Map<String, Object>> state) {
			this.state = state;
			return this;
		}

		/**
		 * Sends the application's messages by one {@link MessageSend}. By default, sends
		 * fail.
		 * @param messageSend the way to send
		 * @return this builder
		 */
		public Builder messageSend(MessageSend messageSend) {
			this.messageSends = new SharedMessageSend(messageSend);
			return this;
		}

		/**
		 * Sends the application's messages by a session of its own for each batch.
		 * @param messageSends opens the sessions
		 * @return this builder
		 */
		public Builder messageSends(MessageSendProvider messageSends) {
			this.messageSends = messageSends;
			return this;
		}

		/**
		 * Sets how the records of a batch are processed.
		 * @param processing order, concurrency and the like
		 * @return this builder
		 */
		public Builder processing(ProcessingOptions processing) {
			this.processing = processing;
			return this;
		}

		/**
		 * Sets the executor of handlers that do not run on the calling thread. It must
		 * start each task at once: each batch gives it as many as handlers may run, even
		 * while handlers of earlier batches are still running. By default, platform
		 * threads that are kept for a while.
		 * @param executor the executor
		 * @return this builder
		 */
		public Builder executor(Executor executor) {
			this.executor = executor;
			return this;
		}

		/**
		 * Sets the decorator that carries the calling thread's context over to handlers.
		 * @param taskDecorator the decorator, which is called on the calling thread
		 * @return this builder
		 */
		public Builder taskDecorator(TaskDecorator taskDecorator) {
			this.taskDecorator = taskDecorator;
			return this;
		}

		/**
		 * Sets the publisher of a {@link BatchSummary} for each batch.
		 * @param eventPublisher the publisher
		 * @return this builder
		 */
		public Builder eventPublisher(ApplicationEventPublisher eventPublisher) {
			this.eventPublisher = eventPublisher;
			return this;
		}

		/**
		 * Sets the exceptions that would recur with each delivery of a record, in
		 * addition to {@link io.amgi.protocol.NonRetryableException} and similar ones.
		 * @param types the types of exceptions
		 * @return this builder
		 */
		public Builder nonRetryable(Collection<Class<? extends Throwable>> types) {
			this.nonRetryable = new NonRetryableExceptions(List.copyOf(types));
			return this;
		}

		/**
		 * Publishes failed records as dead letters. By default, none are published.
		 * @param publisher the publisher
		 * @param on the failed records to publish, or {@code null} for all
		 * @return this builder
		 */
		public Builder deadLetters(DeadLetterPublisher publisher, @Nullable DeadLetterOn on) {
			this.deadLetterPublisher = publisher;
			this.deadLetterOn = on;
			return this;
		}

		/**
		 * Sets the observers of batches.
		 * @param observers the observers, the outermost one first
		 * @return this builder
		 */
		public Builder observers(List<BatchObserver> observers) {
			this.observers = new Observers(List.copyOf(observers));
			return this;
		}

		private WorkerExecutor workers() {
			return new WorkerExecutor((this.executor != null) ? this.executor : new WorkerThreadPool(),
					this.taskDecorator);
		}

		/**
		 * Builds the server.
		 * @return the server
		 */
		public MessageServer build() {
			return new MessageServer(this);
		}

	}

}
