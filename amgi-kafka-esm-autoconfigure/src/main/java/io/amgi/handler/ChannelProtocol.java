package io.amgi.handler;

import io.amgi.channel.AddressConstraints;

/**
 * The messaging protocol behind channels: it constrains their addresses and has types of
 * its own, which are not read from payloads.
 */
public interface ChannelProtocol extends AddressConstraints {

	/**
	 * Returns whether a type belongs to the protocol's clients, so that a parameter of
	 * that type is the payload only if it is annotated as such.
	 * @param type the type of a parameter
	 * @return whether it is a client's
	 */
	boolean isClientType(Class<?> type);

	/**
	 * Returns whether a type stands for one message, so that the messages of a batch do
	 * not share it.
	 * @param type the type of a parameter
	 * @return whether it is a message's
	 */
	boolean isMessageType(Class<?> type);

	/**
	 * Returns whether a header is the same for all messages of a scope that is a
	 * topic-partition.
	 * @param name the header's name
	 * @return whether it is
	 */
	boolean isSharedHeader(String name);

}
