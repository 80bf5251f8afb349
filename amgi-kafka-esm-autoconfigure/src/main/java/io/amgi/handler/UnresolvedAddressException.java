package io.amgi.handler;

import io.amgi.protocol.NonRetryableException;

/**
 * An address that no channel has.
 */
final class UnresolvedAddressException extends NonRetryableException {

	private static final long serialVersionUID = 1L;

	UnresolvedAddressException(String address) {
		super("Couldn't resolve address: " + address, false);
	}

}
