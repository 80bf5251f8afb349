package io.amgi.handler;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;

import io.amgi.protocol.MessageHeader;
import io.amgi.protocol.MessageScope;
import io.amgi.sender.PayloadRole;

/**
 * The message that converters read from: the bytes of a payload or of a key, with what is
 * known of their record. All of it but the headers comes from the event, so that no
 * sender of a record can forge it.
 */
public interface PayloadMessage extends Message<byte[]> {

	/**
	 * Returns whether the bytes are the record's key or its value.
	 * @return the role
	 */
	PayloadRole role();

	/**
	 * Returns the record's topic.
	 * @return the topic
	 */
	String topic();

	/**
	 * Returns the schema that the event names.
	 * @return the schema, or {@code null} if the event names none
	 */
	@Nullable PayloadSchema schema();

	/**
	 * Returns the record's headers as they were sent, names that repeat included.
	 * @return the headers in their order
	 */
	List<MessageHeader> messageHeaders();

	/**
	 * Returns the scope that the record was received in.
	 * @return the scope
	 */
	MessageScope scope();

}
