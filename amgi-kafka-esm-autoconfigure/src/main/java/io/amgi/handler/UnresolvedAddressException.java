package io.amgi.handler;

import io.amgi.protocol.NotCompletedException;

/**
 * An address that no channel has. The record counts as not completed: a channel that was
 * not found must not empty a topic.
 */
final class UnresolvedAddressException extends NotCompletedException {

	private static final long serialVersionUID = 1L;

	UnresolvedAddressException(String address) {
		super("Couldn't resolve address: " + address);
	}

}
