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

package io.amgi.autoconfigure;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.Environment;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.util.StringUtils;

import io.amgi.consumer.SourceCluster;
import io.amgi.handler.AnnotatedApplication;
import io.amgi.handler.ChannelDescriptor;
import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.MessageSend;
import io.amgi.protocol.MessageSendEvent;
import io.amgi.redrive.RedriveOptions;
import io.amgi.redrive.RedriveSource;
import io.amgi.server.MessageSendProvider;
import io.amgi.server.MessageSendSession;

/**
 * The configuration of a redrive: that of the application's own consumers, with a
 * separate group that reads from the beginning.
 */
final class RedriveConfiguration {

	private static final int BATCH_SIZE = 500;

	private final AmgiProperties properties;

	private final Environment environment;

	private final Map<String, Object> config;

	private final String originalServers;

	RedriveConfiguration(ConsumerFactory<?, ?> factory, AmgiProperties properties, Environment environment) {
		this.properties = properties;
		this.environment = environment;
		this.config = new HashMap<>(factory.getConfigurationProperties());
		this.originalServers = new ConsumerConfiguration(factory).source().bootstrapServers();
		String outbound = ProducerConfiguration.servers(properties);
		if (outbound != null) {
			this.config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, outbound);
		}
		configureGroup();
	}

	private void configureGroup() {
		this.config.put(ConsumerConfig.GROUP_ID_CONFIG, groupId());
		this.config.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
		this.config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
		this.config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
		this.config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
		this.config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
	}

	private String groupId() {
		Object group = this.config.get(ConsumerConfig.GROUP_ID_CONFIG);
		String name = (group != null && StringUtils.hasText(group.toString())) ? group.toString()
				: this.environment.getProperty("spring.application.name", "amgi");
		return name + "-redrive";
	}

	Consumer<byte[], byte[]> consumer() {
		return new DefaultKafkaConsumerFactory<>(this.config, new ByteArrayDeserializer(), new ByteArrayDeserializer())
			.createConsumer();
	}

	RedriveSource source() {
		Object servers = this.config.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
		String text = (servers instanceof String outbound) ? outbound : this.originalServers;
		return new RedriveSource(text, new SourceCluster(this.originalServers).identity());
	}

	RedriveOptions options() {
		return options(this.properties, batchSize(), batchTimeout());
	}

	static RedriveOptions options(AmgiProperties properties, int batchSize, Duration batchTimeout) {
		AmgiProperties.Redrive redrive = properties.getRedrive();
		if (!redrive.getDocumentLocations().isEmpty() && redrive.getOriginalTopics().isEmpty()) {
			throw new InvalidConfigurationPropertyValueException("spring.amgi.redrive.original-topics", "",
					"It must list the topics whose records in on-failure documents may be handled.");
		}
		return new RedriveOptions(redrive.getTopics(), redrive.getDocumentLocations(), redrive.getOriginalTopics(),
				properties.getDeadLetter().getTopicSuffix(), redrive.getParkingSuffix(), redrive.getMaxAttempts(),
				redrive.getExceptions(), redrive.getSince(), redrive.getUntil(), batchSize, batchTimeout);
	}

	private int batchSize() {
		Object size = this.config.get(ConsumerConfig.MAX_POLL_RECORDS_CONFIG);
		return (size != null) ? Integer.parseInt(size.toString()) : BATCH_SIZE;
	}

	private Duration batchTimeout() {
		@Nullable Object interval = this.config.get(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG);
		return (interval != null) ? Duration.ofMillis(Long.parseLong(interval.toString()))
				: ConsumerConfiguration.MAX_POLL_INTERVAL;
	}

	// The application's own way to send replaces Kafka, as it does for all messages.
	static MessageSendProvider sends(ObjectProvider<MessageSend> messageSend,
			ObjectProvider<MessageSendProvider> messageSends) {
		MessageSend own = messageSend.getIfAvailable();
		return (own != null) ? (bootstrapServers) -> new OwnSend(own) : messageSends.getObject();
	}

	// A user's own application does not declare its topics.
	static Function<String, @Nullable String> channels(AmgiApplication application) {
		if (application instanceof AnnotatedApplication annotated) {
			return (topic) -> {
				ChannelDescriptor channel = annotated.findChannel(topic);
				return (channel != null) ? channel.address().toString() : null;
			};
		}
		return (topic) -> topic;
	}

	/**
	 * The application's own way to send.
	 *
	 * @param delegate the way to send
	 */
	private record OwnSend(MessageSend delegate) implements MessageSendSession {

		@Override
		public CompletableFuture<Void> send(MessageSendEvent event) {
			return this.delegate.send(event);
		}

		@Override
		public void close() {
		}

	}

}
