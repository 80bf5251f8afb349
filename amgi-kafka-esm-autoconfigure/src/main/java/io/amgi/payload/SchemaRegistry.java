package io.amgi.payload;

import org.jspecify.annotations.Nullable;

import io.amgi.sender.PayloadRole;

/**
 * A registry that knows the ids of the schemas that messages are sent with. Nothing is
 * ever registered.
 */
public interface SchemaRegistry extends SchemaSource {

	/**
	 * Finds the id of a schema.
	 * @param subject the subject that the schema is registered under
	 * @param schema the schema, or {@code null} for the subject's latest one
	 * @return the id, or {@code null} if it is not registered
	 * @throws io.amgi.protocol.NotCompletedException if the registry is unavailable
	 */
	@Nullable SchemaId findId(String subject, @Nullable SchemaDefinition schema);

	/**
	 * Returns the subject that schemas of a topic are registered under by default.
	 * @param topic the topic
	 * @param role the part of the message
	 * @return the subject
	 */
	String defaultSubject(String topic, PayloadRole role);

}
