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

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * The bootstrap servers of the first event, for producers that no property directs
 * elsewhere.
 */
public final class EventBootstrapServers {

	private static final Log logger = LogFactory.getLog(EventBootstrapServers.class);

	private final KafkaSettingNames names;

	private final AtomicReference<@Nullable String> first = new AtomicReference<>();

	private volatile boolean applied;

	private final AtomicBoolean warned = new AtomicBoolean();

	/**
	 * Creates servers that no event has set yet.
	 * @param names the names of settings
	 */
	public EventBootstrapServers(KafkaSettingNames names) {
		this.names = names;
	}

	/**
	 * Records the bootstrap servers of an event.
	 * @param bootstrapServers the brokers, separated by commas, or {@code null} if the
	 * event does not say
	 */
	public void update(@Nullable String bootstrapServers) {
		if (StringUtils.hasText(bootstrapServers) && !this.first.compareAndSet(null, bootstrapServers)) {
			warnIfOther(bootstrapServers);
		}
	}

	private void warnIfOther(String servers) {
		String first = this.first.get();
		if (this.applied && first != null && !first.equals(servers)
				&& !BootstrapServers.of(first).equals(BootstrapServers.of(servers))
				&& this.warned.compareAndSet(false, true)) {
			logger.warn(
					"Events come from %s now; injected templates still send to %s, the first event's. Set '%s' or '%s' to say where they shall send to"
						.formatted(BootstrapServers.of(servers), BootstrapServers.of(first),
								this.names.outboundServers(), this.names.servers()));
		}
	}

	/**
	 * Makes a producer factory use these servers. Until the first event it creates no
	 * producer.
	 * @param factory the factory
	 * @param <K> the type of its keys
	 * @param <V> the type of its values
	 */
	public <K, V> void applyTo(DefaultKafkaProducerFactory<K, V> factory) {
		this.applied = true;
		factory.setBootstrapServersSupplier(this::servers);
		var serializer = factory.getKeySerializerSupplier();
		factory.setKeySerializerSupplier(() -> {
			Assert.state(this.first.get() != null,
					() -> "No brokers are known before the first event: set '%s' to send earlier"
						.formatted(this.names.outboundServers()));
			return (serializer != null) ? serializer.get() : noSerializer();
		});
	}

	// The configured class is used then.
	private static <K> @Nullable Serializer<K> noSerializer() {
		return null;
	}

	// A caller before the first event, such as a template with overrides, would otherwise
	// keep using localhost.
	private String servers() {
		String servers = this.first.get();
		return (servers != null) ? servers : "set-%s.invalid:9092".formatted(this.names.outboundServers());
	}

}
