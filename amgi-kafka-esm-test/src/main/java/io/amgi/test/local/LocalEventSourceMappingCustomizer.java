package io.amgi.test.local;

import io.amgi.test.mapping.LocalEventSourceMapping;

/**
 * Alters the mapping that {@link LocalKafka} starts: topics, settings, listeners. Beans
 * of this type are asked in their order.
 */
@FunctionalInterface
public interface LocalEventSourceMappingCustomizer {

	/**
	 * Alters the mapping.
	 * @param mapping the mapping as it is so far
	 */
	void customize(LocalEventSourceMapping.Builder mapping);

}
