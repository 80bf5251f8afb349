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

package io.amgi.test.mapping;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.amgi.test.EventEnvelope;

/**
 * A Kafka event source mapping without AWS: polls topics of a real broker, forms events
 * as Lambda does, invokes a function, and commits the offsets of completed records.
 *
 * <pre class="code">
 * try (LocalEventSourceMapping mapping = LocalEventSourceMapping.builder()
 *         .bootstrapServers("localhost:9092")
 *         .topics("orders")
 *         .function(MainClassFunction.of(OrdersApplication.class))
 *         .settings((settings) -> settings.batchSize(10).reportBatchItemFailures())
 *         .listener(ConsoleView.on(System.out))
 *         .start()) {
 *     ...
 * }
 * </pre>
 *
 * The behaviour is documented by AWS [D] or our assumption [A]:
 * <ul>
 * <li>[D] Delivery is at least once, and in order per partition. An event may hold
 * several partitions; the next records of a partition follow when its previous ones are
 * done.</li>
 * <li>[D] A batch that the function fails on is delivered again, without limit unless the
 * settings say otherwise: a poison pill blocks its partition. [A] It also blocks the
 * other partitions of its batch and, with one concurrent invocation, all partitions of
 * its poller.</li>
 * <li>[D] Records that the filter excludes are committed with the others. [A] If there
 * are no others, they are committed without an invocation.</li>
 * <li>[A] While a batch is being delivered, each partition's offset is committed up to
 * its first record that is not done.</li>
 * <li>[A] A record that exceeds the payload limit by itself is given up without an
 * invocation.</li>
 * <li>[A] A record that cannot be sent to the on-failure destination is sent again, and
 * blocks its partition until it arrives.</li>
 * </ul>
 *
 * @see EventSourceMappingSettings
 */
public final class LocalEventSourceMapping implements AutoCloseable {

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

	private final ExecutorService executor = Executors.newCachedThreadPool(LocalEventSourceMapping::thread);

	private final ExecutorService deliveryExecutor = Executors.newCachedThreadPool(LocalEventSourceMapping::thread);

	private final StopSignal stop = new StopSignal();

	private final LambdaFunction function;

	private final OnFailureDestination destination;

	private final EventSourceMappingListener listener;

	private LocalEventSourceMapping(Builder builder, LambdaFunction function) {
		this.function = function;
		this.destination = builder.destination();
		this.listener = new CompositeEventSourceMappingListener(builder.listeners);
	}

	/**
	 * Creates a builder for a mapping.
	 * @return the builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	private static Thread thread(Runnable task) {
		Thread thread = new Thread(task, "local-event-source-mapping");
		thread.setDaemon(true);
		return thread;
	}

	private LocalEventSourceMapping start(Builder builder) {
		try {
			startFunction(builder);
			startPollers(builder);
			return this;
		}
		catch (RuntimeException ex) {
			end();
			throw ex;
		}
	}

	private void startFunction(Builder builder) {
		if (this.function instanceof ObservableFunction observable) {
			observable.start(builder.bootstrapServers, Collections.unmodifiableMap(builder.kafkaProperties));
		}
	}

	private void startPollers(Builder builder) {
		EventSourceMappingSettings settings = builder.settings;
		DeliveryContext pipeline = new DeliveryContext(
				new Invoker(builder.envelope(), this.function, ResponseReader.of(settings), this.listener),
				new RetryPolicy(settings),
				new PersistentDestination(this.destination, settings.retryDelay(), this.stop), this.listener,
				settings.maximumPayloadSize(), this.stop);
		for (int i = 0; i < settings.pollers(); i++) {
			KafkaConsumer<byte[], byte[]> consumer = builder.consumer();
			this.executor.execute(new Poller(consumer, builder.topics, settings, pipeline, this.deliveryExecutor));
		}
	}

	/**
	 * Stops polling, lets the current invocation of each batch end, commits records that
	 * are done, leaves the group, and closes the function. An invocation that takes more
	 * than 5 seconds is interrupted, and its batch is not committed.
	 */
	@Override
	public void close() {
		try {
			end();
		}
		finally {
			this.listener.stopped();
		}
	}

	private void end() {
		this.stop.stop();
		this.executor.shutdown();
		try (this.destination; this.function) {
			awaitPollers();
			this.executor.shutdownNow();
			this.deliveryExecutor.shutdownNow();
		}
	}

	private void awaitPollers() {
		try {
			this.executor.awaitTermination(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Configures and starts a mapping.
	 */
	public static final class Builder {

		private final Set<String> topics = new LinkedHashSet<>();

		private final List<EventSourceMappingListener> listeners = new ArrayList<>();

		private final Map<String, Object> kafkaProperties = new HashMap<>();

		private String bootstrapServers = "localhost:9092";

		private String consumerGroupId = "local-event-source-mapping";

		private EventSourceMappingSettings settings = EventSourceMappingSettings.defaults();

		private @Nullable LambdaFunction function;

		private Builder() {
		}

		/**
		 * Sets the brokers.
		 * @param bootstrapServers host and port each, separated by commas
		 * @return this
		 */
		public Builder bootstrapServers(String bootstrapServers) {
			this.bootstrapServers = bootstrapServers;
			return this;
		}

		/**
		 * Adds topics. [D] On AWS, a mapping has a single one. [A] Here it may have
		 * several, all of which an event may hold, so that one mapping is enough for an
		 * application.
		 * @param topics the topics
		 * @return this
		 */
		public Builder topics(String... topics) {
			this.topics.addAll(List.of(topics));
			return this;
		}

		/**
		 * Sets the consumer group. [D] An existing group continues from its committed
		 * offsets, whatever the starting position.
		 * @param consumerGroupId the group's id
		 * @return this
		 */
		public Builder consumerGroupId(String consumerGroupId) {
			this.consumerGroupId = consumerGroupId;
			return this;
		}

		/**
		 * Adds properties of the consumers and of the on-failure destination's producer,
		 * such as those for security.
		 * @param properties the properties, under Kafka's names
		 * @return this
		 */
		public Builder kafkaProperties(Map<String, Object> properties) {
			this.kafkaProperties.putAll(properties);
			return this;
		}

		/**
		 * Sets the function to invoke.
		 * @param function the function
		 * @return this
		 */
		public Builder function(LambdaFunction function) {
			this.function = function;
			return this;
		}

		/**
		 * Sets the mapping's settings.
		 * @param settings the settings
		 * @return this
		 */
		public Builder settings(EventSourceMappingSettings settings) {
			this.settings = settings;
			return this;
		}

		/**
		 * Changes the mapping's settings from AWS's defaults.
		 * @param settings changes settings
		 * @return this
		 */
		public Builder settings(Consumer<EventSourceMappingSettings.Builder> settings) {
			return settings(EventSourceMappingSettings.of(settings));
		}

		/**
		 * Adds a listener.
		 * @param listener the listener
		 * @return this
		 */
		public Builder listener(EventSourceMappingListener listener) {
			this.listeners.add(listener);
			return this;
		}

		/**
		 * Returns the topics.
		 * @return the topics, in the order in which they were added
		 */
		public Set<String> getTopics() {
			return Collections.unmodifiableSet(this.topics);
		}

		/**
		 * Returns the brokers.
		 * @return host and port each, separated by commas
		 */
		public String getBootstrapServers() {
			return this.bootstrapServers;
		}

		/**
		 * Starts the mapping.
		 * @return the running mapping
		 */
		public LocalEventSourceMapping start() {
			Assert.state(!this.topics.isEmpty(), "No topics: call 'topics'");
			Assert.state(this.function != null, "No function: call 'function'");
			return new LocalEventSourceMapping(this, this.function).start(this);
		}

		private OnFailureDestination destination() {
			String destination = this.settings.onFailureDestination();
			Assert.state(destination == null || !this.topics.contains(KafkaOnFailureDestination.topic(destination)),
					"The on-failure destination must not be a source topic");
			return KafkaOnFailureDestination.of(this.settings, this.bootstrapServers, this.kafkaProperties);
		}

		private EventEnvelope envelope() {
			String arn = this.settings.eventSourceArn();
			return EventEnvelope.of((arn != null) ? "aws:kafka" : "SelfManagedKafka", arn, this.bootstrapServers);
		}

		private KafkaConsumer<byte[], byte[]> consumer() {
			return new PollerConsumers(this.bootstrapServers, this.consumerGroupId, this.settings)
				.create(this.kafkaProperties);
		}

	}

}
