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

package io.amgi.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.util.StringUtils;

import io.amgi.protocol.MessageSendEvent;
import io.amgi.server.MessageSendProvider;
import io.amgi.server.MessageSendSession;

/**
 * Sends messages to the brokers that the event came from, or to configured ones. Owns its
 * producers, one per cluster, and closes them when it is stopped.
 */
public final class KafkaMessageSendProvider implements MessageSendProvider, SmartLifecycle, DisposableBean {

	private static final Duration CLOSE_TIMEOUT = Duration.ofMillis(100);

	private final ClusterProducers producers = new ClusterProducers(this::create);

	private final Map<String, Object> config;

	private final Consumer<DefaultKafkaProducerFactory<byte[], byte[]>> customizer;

	private final @Nullable String bootstrapServers;

	private final KafkaSettingNames names;

	private final SendWatchdog watchdog;

	private volatile boolean running;

	/**
	 * Creates a provider.
	 * @param config the configuration of its producers; bootstrap servers, serializers
	 * and transactional id are left out of account
	 * @param customizer alters the factories of its producers
	 * @param bootstrapServers the brokers to send to, or {@code null} for those of the
	 * event
	 * @param names the names of settings
	 */
	public KafkaMessageSendProvider(Map<String, Object> config,
			Consumer<DefaultKafkaProducerFactory<byte[], byte[]>> customizer, @Nullable String bootstrapServers,
			KafkaSettingNames names) {
		this.config = Map.copyOf(config);
		this.customizer = customizer;
		this.bootstrapServers = bootstrapServers;
		this.names = names;
		this.watchdog = new SendWatchdog(ProducerTimeouts.confirmationTimeout(this.config));
	}

	@Override
	public MessageSendSession open(@Nullable String bootstrapServers) {
		String servers = (this.bootstrapServers != null) ? this.bootstrapServers : bootstrapServers;
		if (!StringUtils.hasText(servers)) {
			return new UnknownCluster(this.names);
		}
		return new KafkaMessageSendSession(this.producers, BootstrapServers.of(servers), this.watchdog);
	}

	private ClusterProducer create(BootstrapServers cluster) {
		ByteProducerFactory factory = new ByteProducerFactory(this.config);
		this.customizer.accept(factory);
		factory.reclaim(cluster);
		cluster.warnIfPlaintext(factory.getConfigurationProperties()
			.getOrDefault(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, CommonClientConfigs.DEFAULT_SECURITY_PROTOCOL),
				this.names);
		return new ClusterProducer(factory, new KafkaTemplate<>(factory));
	}

	/**
	 * Returns how many producers are open.
	 * @return the number of producers
	 */
	public int openProducers() {
		return this.producers.size();
	}

	@Override
	public void start() {
		this.producers.open();
		this.running = true;
	}

	/**
	 * Closes its producers. Until it is started again it makes no others, and sends fail.
	 */
	@Override
	public void stop() {
		this.running = false;
		this.producers.close();
		this.producers.clear(CLOSE_TIMEOUT);
		this.watchdog.end();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * Stops after all that may send.
	 */
	@Override
	public int getPhase() {
		return Integer.MIN_VALUE;
	}

	@Override
	public void destroy() {
		stop();
	}

	/**
	 * Refuses messages because no brokers are known.
	 *
	 * @param names the names of settings
	 */
	private record UnknownCluster(KafkaSettingNames names) implements MessageSendSession {

		@Override
		public CompletableFuture<Void> send(MessageSendEvent event) {
			return CompletableFuture.failedFuture(NotConfirmedException.notSent(event.address(), false,
					"the event names no bootstrap servers, set '%s'".formatted(this.names.outboundServers()), null));
		}

		@Override
		public void close() {
			// Nothing was opened.
		}

	}

}
