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

package io.amgi.consumer;

import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;
import org.springframework.kafka.event.ConsumerStoppingEvent;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.util.Assert;
import org.springframework.util.backoff.ExponentialBackOff;

import io.amgi.kafka.InjectedSends;
import io.amgi.server.MessageServer;

/**
 * Runs the application as members of a Kafka consumer group.
 */
public final class KafkaConsumerGroup
		implements SmartLifecycle, ApplicationListener<ContextClosedEvent>, ApplicationContextAware, Ordered {

	private static final Log logger = LogFactory.getLog(KafkaConsumerGroup.class);

	private static final int MAX_PARTITIONS = 10_000;

	private final MessageServer server;

	private final Supplier<ConcurrentMessageListenerContainer<Object, Object>> containers;

	private final ConsumerOptions options;

	private final BatchHandler handler;

	private final ConsumerLag lag;

	private final ConsumerStatuses statuses = new ConsumerStatuses();

	private final boolean autoStartup;

	private final int maxPartitions;

	private @Nullable ApplicationContext context;

	private volatile @Nullable ConcurrentMessageListenerContainer<Object, Object> container;

	/**
	 * Creates a consumer group.
	 * @param server the server that runs the application
	 * @param containers creates the container, when the group is started
	 * @param source the cluster to poll from
	 * @param options the settings
	 * @param injectedSends what the application sends on its own templates
	 * @param lag publishes the lag of partitions
	 * @param autoStartup whether the group starts with the application
	 */
	public KafkaConsumerGroup(MessageServer server,
			Supplier<ConcurrentMessageListenerContainer<Object, Object>> containers, SourceCluster source,
			ConsumerOptions options, InjectedSends injectedSends, PartitionLagListener lag, boolean autoStartup) {
		this(server, containers, source, options, injectedSends, lag, autoStartup, MAX_PARTITIONS);
	}

	KafkaConsumerGroup(MessageServer server, Supplier<ConcurrentMessageListenerContainer<Object, Object>> containers,
			SourceCluster source, ConsumerOptions options, InjectedSends injectedSends, PartitionLagListener lag,
			boolean autoStartup, int maxPartitions) {
		this.server = server;
		this.containers = containers;
		this.options = options;
		this.handler = new BatchHandler(server, injectedSends, source, options.onNack());
		this.lag = new ConsumerLag(lag);
		this.autoStartup = autoStartup;
		this.maxPartitions = maxPartitions;
	}

	@Override
	public void setApplicationContext(ApplicationContext context) {
		this.context = context;
	}

	@Override
	public void start() {
		ConcurrentMessageListenerContainer<Object, Object> container = this.container;
		if (container == null) {
			container = create();
			this.container = container;
		}
		container.start();
	}

	private ConcurrentMessageListenerContainer<Object, Object> create() {
		ConcurrentMessageListenerContainer<Object, Object> container = this.containers.get();
		PollDispatcher dispatcher = new PollDispatcher((consumer) -> session(consumer, container),
				(count) -> refuseTooMany(container, count));
		SafeContainer.configure(container, dispatcher, this.options);
		container.setApplicationEventPublisher((event) -> publish(event, dispatcher));
		return container;
	}

	private ConsumerSession session(Consumer<?, ?> consumer,
			ConcurrentMessageListenerContainer<Object, Object> container) {
		ExponentialBackOff backOff = new ExponentialBackOff(this.options.backOffDelay().toMillis(), 2);
		backOff.setMaxInterval(this.options.maxBackOffDelay().toMillis());
		Backlog backlog = new Backlog(NackHolder.groups(this.options.processing(), this.options.onNack().redelivery()),
				backOff, System::nanoTime);
		return new ConsumerSession(consumer, this.handler, this.options,
				new PartitionPauses(consumer, container::isPauseRequested), this.statuses.add(this.lag), backlog);
	}

	private void refuseTooMany(ConcurrentMessageListenerContainer<Object, Object> container, int partitions) {
		if (partitions > this.maxPartitions) {
			logger.error(
					"A consumer got %d partitions, more than the %d that it may have, and stops: the pattern of topics matches too much"
						.formatted(partitions, this.maxPartitions));
			container.stopAbnormally(() -> {
			});
		}
	}

	private void publish(Object event, PollDispatcher dispatcher) {
		if (event instanceof ConsumerStoppingEvent stopping) {
			dispatcher.close(stopping.getConsumer());
		}
		if (this.context != null) {
			this.context.publishEvent(event);
		}
	}

	/**
	 * Stops polling and waits for the records in flight, before the application is shut
	 * down and anything that handlers may use is stopped. The closing of child contexts
	 * is published here, too.
	 */
	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		if (event.getApplicationContext() == this.context) {
			stop(() -> {
			});
			this.server.shutDown(this.options.shutdownTimeout());
		}
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public void stop() {
		if (this.container != null) {
			this.container.stop();
		}
	}

	@Override
	public void stop(Runnable callback) {
		if (this.container != null) {
			this.container.stop(callback);
		}
		else {
			callback.run();
		}
	}

	@Override
	public boolean isRunning() {
		return this.container != null && (this.container.isRunning() || this.container.isChildRunning());
	}

	@Override
	public boolean isAutoStartup() {
		return this.autoStartup;
	}

	/**
	 * Returns whether restarting the process would not help: no thread that polls has
	 * died, and a handler may still start. Brokers that are away do not matter.
	 * @return whether the group is alive
	 */
	public boolean isLive() {
		return (this.container == null || this.container.isInExpectedState()) && !this.server.isStuck();
	}

	/**
	 * Returns whether all members have joined the group and poll.
	 * @return whether the group is ready
	 */
	public boolean isReady() {
		ConcurrentMessageListenerContainer<Object, Object> container = this.container;
		return container != null && container.isRunning()
				&& this.statuses.areReady(container.getConcurrency(), this.options.maxPollInterval());
	}

	/**
	 * Returns the container.
	 * @return the container, once the group was started
	 */
	public ConcurrentMessageListenerContainer<Object, Object> getContainer() {
		Assert.state(this.container != null, "The consumer group was not started");
		return this.container;
	}

}
