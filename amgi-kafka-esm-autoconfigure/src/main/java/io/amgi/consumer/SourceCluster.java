package io.amgi.consumer;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The cluster that records are polled from.
 *
 * @param bootstrapServers the brokers, separated by commas
 */
public record SourceCluster(String bootstrapServers) {

	/**
	 * Returns the identity of the cluster, which does not depend on the order of its
	 * brokers.
	 * @return the sorted bootstrap servers
	 */
	String identity() {
		return Arrays.stream(this.bootstrapServers.toLowerCase(Locale.ROOT).split(","))
			.map(String::trim)
			.sorted()
			.collect(Collectors.joining(","));
	}

}
