package io.amgi.sender;

/**
 * The part of a message that a converter reads or writes.
 */
public enum PayloadRole {

	/**
	 * The message's key.
	 */
	KEY,

	/**
	 * The message's payload.
	 */
	VALUE

}
