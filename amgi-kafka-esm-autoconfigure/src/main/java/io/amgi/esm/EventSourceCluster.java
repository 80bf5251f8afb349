package io.amgi.esm;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.amgi.esm.event.KafkaEvent;

/**
 * Identifies the cluster that an event comes from.
 */
final class EventSourceCluster {

	private EventSourceCluster() {
	}

	/**
	 * Returns the identity of the cluster.
	 * @param event the event
	 * @return the ARN, else the sorted bootstrap servers, or {@code null} if the event
	 * has neither
	 */
	static @Nullable String of(KafkaEvent event) {
		String servers = event.bootstrapServers();
		return (event.eventSourceArn() != null || servers == null) ? event.eventSourceArn() : sorted(servers);
	}

	// An event may list the same servers in another order.
	private static String sorted(String servers) {
		return Arrays.stream(servers.toLowerCase(Locale.ROOT).split(","))
			.map(String::trim)
			.sorted()
			.collect(Collectors.joining(","));
	}

}
