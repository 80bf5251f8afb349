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

package io.amgi.test.local;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.PriorityOrdered;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;

import io.amgi.channel.ChannelAddress;
import io.amgi.esm.OnNack;
import io.amgi.handler.AnnotatedApplication;
import io.amgi.test.mapping.EventSourceMappingListener;
import io.amgi.test.mapping.EventSourceMappingSettings;
import io.amgi.test.mapping.LocalEventSourceMapping;

/**
 * Runs a mapping for as long as the application context runs, and keeps the process
 * alive. On shutdown, the mapping stops while the application still accepts events.
 */
final class LocalKafkaRun
		implements SmartLifecycle, ApplicationListener<ContextClosedEvent>, ApplicationContextAware, PriorityOrdered {

	private static final Log logger = LogFactory.getLog(LocalKafkaRun.class);

	private final KafkaAdmin admin;

	private final Supplier<LocalEventSourceMapping.Builder> builder;

	private final ObjectProvider<AnnotatedApplication> application;

	private final ObjectProvider<EventSourceMappingListener> listeners;

	private final ObjectProvider<LocalEventSourceMappingCustomizer> customizers;

	private @Nullable ApplicationContext context;

	private @Nullable LocalEventSourceMapping mapping;

	private CountDownLatch stopped = new CountDownLatch(1);

	LocalKafkaRun(KafkaAdmin admin, Supplier<LocalEventSourceMapping.Builder> builder,
			ObjectProvider<AnnotatedApplication> application, ObjectProvider<EventSourceMappingListener> listeners,
			ObjectProvider<LocalEventSourceMappingCustomizer> customizers) {
		this.admin = admin;
		this.builder = builder;
		this.application = application;
		this.listeners = listeners;
		this.customizers = customizers;
	}

	static EventSourceMappingSettings settings(OnNack onNack) {
		return EventSourceMappingSettings.of((settings) -> {
			if (onNack == OnNack.REPORT) {
				settings.reportBatchItemFailures();
			}
		});
	}

	@Override
	public void setApplicationContext(ApplicationContext context) {
		this.context = context;
	}

	@Override
	public synchronized void start() {
		LocalEventSourceMapping.Builder builder = this.builder.get();
		this.application.ifAvailable((application) -> addTopics(application.getAddresses(), builder));
		this.listeners.orderedStream().forEach(builder::listener);
		this.customizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
		createTopics(builder.getTopics());
		tell(builder.getTopics(), builder.getBootstrapServers());
		this.mapping = builder.start();
		keepAlive();
	}

	private static void tell(Set<String> topics, String bootstrapServers) {
		logger.info("Reading %s from %s".formatted(topics, bootstrapServers));
		topics.stream()
			.findFirst()
			.ifPresent((topic) -> logger
				.info("To send a record: echo '{}' | kafka-console-producer.sh --bootstrap-server %s --topic %s"
					.formatted(bootstrapServers, topic)));
	}

	private static void addTopics(List<ChannelAddress> addresses, LocalEventSourceMapping.Builder builder) {
		for (ChannelAddress address : addresses) {
			if (address.getParameters().isEmpty()) {
				builder.topics(address.toString());
			}
			else {
				logger.info("Not reading '%s': name its topics with a LocalEventSourceMappingCustomizer bean"
					.formatted(address));
			}
		}
	}

	private void createTopics(Set<String> topics) {
		this.admin.createOrModifyTopics(
				topics.stream().map((topic) -> TopicBuilder.name(topic).build()).toArray(NewTopic[]::new));
	}

	// Neither the mapping's threads nor those of an external broker keep the process
	// alive.
	private void keepAlive() {
		CountDownLatch stopped = new CountDownLatch(1);
		this.stopped = stopped;
		new Thread(() -> {
			try {
				stopped.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}, "local-kafka").start();
	}

	/**
	 * Stops when its own context is closed. Events of child contexts arrive here, too.
	 */
	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		if (event.getApplicationContext() == this.context) {
			stop();
		}
	}

	@Override
	public synchronized void stop() {
		if (this.mapping != null) {
			this.mapping.close();
			this.mapping = null;
			this.stopped.countDown();
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.mapping != null;
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

}
