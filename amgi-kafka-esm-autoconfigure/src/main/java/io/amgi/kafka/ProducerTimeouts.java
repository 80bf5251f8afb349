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
import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * Time-outs of producers that fit into a Lambda invocation. Kafka's own outlive it.
 */
public final class ProducerTimeouts {

	// Kafka's time-outs are of type int, or are cut to it when they are added up.
	private static final int MAX_MILLIS = Integer.MAX_VALUE;

	private ProducerTimeouts() {
	}

	/**
	 * Adds time-outs to a configuration that does not have its own.
	 * @param config the configuration
	 * @param sendTimeout how long a message may take to be confirmed, bounded by what
	 * Kafka can take
	 * @return what to add
	 * @throws ConfigException if a time-out of the configuration is not a number
	 */
	public static Map<String, Object> missingFrom(Map<String, Object> config, Duration sendTimeout) {
		long send = millis(sendTimeout);
		long linger = millis(config, ProducerConfig.LINGER_MS_CONFIG, 0);
		long request = millis(config, ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.max(1, send / 3));
		// Kafka refuses to deliver in less time than it takes to linger and to request.
		long delivery = millis(config, ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
				Math.min(MAX_MILLIS, Math.max(send, linger + request)));
		Map<String, Object> missing = new HashMap<>();
		missing.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, send);
		missing.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) delivery);
		missing.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) Math.max(1, Math.min(request, delivery - linger)));
		missing.put(ProducerConfig.LINGER_MS_CONFIG, linger);
		missing.keySet().removeAll(config.keySet());
		return missing;
	}

	/**
	 * Returns how long to wait where nothing else bounds it. A producer that has lost its
	 * brokers before these gave it its id does not time its messages out, however long
	 * they wait.
	 * @param config the complete configuration of the producer
	 * @return twice the time that a message may take to be delivered
	 * @throws ConfigException if that time is not a number
	 */
	public static Duration confirmationTimeout(Map<String, Object> config) {
		return Duration.ofMillis(2 * millis(config, ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 120_000));
	}

	private static long millis(Duration timeout) {
		boolean fits = timeout.compareTo(Duration.ofMillis(MAX_MILLIS)) < 0;
		return fits ? Math.max(1, timeout.toMillis()) : MAX_MILLIS;
	}

	private static long millis(Map<String, Object> config, String name, long defaultMillis) {
		@Nullable Object value = config.get(name);
		return (value != null) ? Math.min(MAX_MILLIS, parse(name, value.toString().trim())) : defaultMillis;
	}

	private static long parse(String name, String value) {
		try {
			return Long.parseLong(value);
		}
		catch (NumberFormatException ex) {
			throw new ConfigException(name, value, "Not a number of milliseconds");
		}
	}

}
