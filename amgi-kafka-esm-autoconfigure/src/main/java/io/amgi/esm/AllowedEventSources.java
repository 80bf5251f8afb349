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

package io.amgi.esm;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.amgi.esm.event.KafkaEvent;
import io.amgi.internal.LogText;

/**
 * The sources that events may come from. An event is input: it must not make the function
 * hand its credentials to a stranger.
 */
public final class AllowedEventSources {

	static final AllowedEventSources ANY = new AllowedEventSources(new AllowList("any", List.of()),
			new AllowList("any", List.of()));

	private static final String SELF_MANAGED = "self-managed";

	private final AllowList servers;

	private final List<BootstrapServerPattern> serverPatterns;

	private final AllowList sourceArns;

	/**
	 * Creates allowed sources.
	 * @param servers patterns that match each bootstrap server of an event; {@code *}
	 * stands for a whole label of the host, the port is optional
	 * @param sourceArns the ARNs that events may come from, {@code self-managed} for
	 * events without one
	 * @throws IllegalArgumentException if a pattern is invalid
	 */
	public AllowedEventSources(AllowList servers, AllowList sourceArns) {
		this.servers = servers;
		this.serverPatterns = servers.values().stream().map(BootstrapServerPattern::parse).toList();
		this.sourceArns = sourceArns;
	}

	/**
	 * Checks an event.
	 * @param event the event
	 * @throws UntrustedEventException if it comes from a source that is not allowed
	 */
	void check(KafkaEvent event) {
		String source = (event.eventSourceArn() != null) ? event.eventSourceArn() : SELF_MANAGED;
		List<String> arns = this.sourceArns.values();
		if (!arns.isEmpty() && !arns.contains(source)) {
			throw new UntrustedEventException(
					"Event source '%s' is not in %s".formatted(LogText.of(source), this.sourceArns.name()));
		}
		if (!this.serverPatterns.isEmpty()) {
			checkServers(event.bootstrapServers());
		}
	}

	private void checkServers(@Nullable String servers) {
		Arrays.stream((servers != null) ? servers.split(",", -1) : new String[] { "" })
			.map(String::trim)
			.filter((server) -> this.serverPatterns.stream().noneMatch((pattern) -> pattern.matches(server)))
			.findFirst()
			.ifPresent((server) -> {
				throw new UntrustedEventException(
						"Bootstrap server '%s' is not in %s".formatted(LogText.of(server, 200), this.servers.name()));
			});
	}

}
