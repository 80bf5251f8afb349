package io.amgi.payload;

import org.jspecify.annotations.Nullable;

/**
 * Finds the schemas that payloads were written with. What a source finds is cached, and
 * concurrent misses of an id lead to one call, under no lock.
 */
public interface SchemaSource {

	/**
	 * Returns whether to ask this source for an id.
	 * @param id the id
	 * @return whether this source serves ids of its kind
	 */
	boolean supports(SchemaId id);

	/**
	 * Finds a schema.
	 * @param id the id
	 * @return the schema, or {@code null} if there is none with this id
	 * @throws io.amgi.protocol.NotCompletedException if the source is unavailable, so
	 * that the record comes again
	 * @throws io.amgi.handler.ChannelArgumentException if the schema cannot be used
	 */
	@Nullable SchemaDefinition find(SchemaId id);

}
