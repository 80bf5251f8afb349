package io.amgi.channel;

/**
 * The constraints of a messaging protocol on the addresses of channels. None by default.
 */
public interface AddressConstraints {

	/**
	 * Checks the text of an address before, between or behind its parameters.
	 * @param literal the text, possibly empty
	 * @param address the address, for messages
	 * @throws IllegalArgumentException if no message's address has such a text
	 */
	default void checkLiteral(String literal, String address) {
	}

	/**
	 * Checks the length of the shortest address that a message may have.
	 * @param length the length in characters
	 * @param address the address, for messages
	 * @throws IllegalArgumentException if no message's address is that long
	 */
	default void checkLength(int length, String address) {
	}

}
