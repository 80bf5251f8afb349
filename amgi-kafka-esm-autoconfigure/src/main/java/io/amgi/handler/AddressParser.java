package io.amgi.handler;

import org.springframework.util.StringValueResolver;

import io.amgi.channel.AddressConstraints;
import io.amgi.channel.ChannelAddress;

/**
 * Parses addresses as annotations name them.
 *
 * @param placeholders resolves placeholders
 * @param constraints the constraints on addresses
 */
record AddressParser(StringValueResolver placeholders, AddressConstraints constraints) {

	/**
	 * Parses an address.
	 * @param address the address, possibly with placeholders
	 * @return the parsed address
	 * @throws IllegalArgumentException if a placeholder cannot be resolved or the address
	 * is invalid
	 */
	ChannelAddress parse(String address) {
		String resolved = this.placeholders.resolveStringValue(address);
		return ChannelAddress.parse((resolved != null) ? resolved : "", this.constraints);
	}

}
