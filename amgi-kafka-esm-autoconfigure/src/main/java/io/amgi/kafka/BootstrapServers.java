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

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The bootstrap servers of a cluster, in an order of their own: the same ones are the
 * same cluster however an event lists them.
 *
 * @param servers the servers in lower case
 */
record BootstrapServers(List<String> servers) {

	private static final Log logger = LogFactory.getLog(BootstrapServers.class);

	// MSK's ports for TLS, SASL/SCRAM and IAM, each also for public access.
	private static final Set<String> SECURE_PORTS = Set.of("9094", "9096", "9098", "9194", "9196", "9198");

	static BootstrapServers of(String bootstrapServers) {
		return new BootstrapServers(Arrays.stream(bootstrapServers.split(","))
			.map(String::trim)
			.filter((server) -> !server.isEmpty())
			.map((server) -> server.toLowerCase(Locale.ROOT))
			.distinct()
			.sorted()
			.toList());
	}

	/**
	 * Warns if the ports are those of secured listeners but the connection is not.
	 * @param securityProtocol the producer's security protocol
	 * @param names the names of settings
	 */
	void warnIfPlaintext(Object securityProtocol, KafkaSettingNames names) {
		if ("PLAINTEXT".equalsIgnoreCase(String.valueOf(securityProtocol))
				&& this.servers.stream().anyMatch(BootstrapServers::isSecure)) {
			logger.warn("The ports of %s suggest TLS or SASL, but %s says PLAINTEXT: sends will time out"
				.formatted(this, names.securityProtocol()));
		}
	}

	private static boolean isSecure(String server) {
		return SECURE_PORTS.contains(server.substring(server.lastIndexOf(':') + 1));
	}

	// Servers come from the event and must not write control characters to the log.
	@Override
	public String toString() {
		return this.servers.stream().collect(Collectors.joining(",")).replaceAll("[^\\p{Graph}]", "?");
	}

}
