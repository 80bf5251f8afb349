package io.amgi.handler;

import java.util.List;

/**
 * A channel method at one of its addresses.
 *
 * @param method the method
 * @param descriptor the description of the channel
 * @param interceptors the interceptors of its calls
 */
record Channel(ChannelMethod method, ChannelDescriptor descriptor, ChannelInterceptors interceptors) {

	static Channel of(ChannelMethod method, ChannelDescriptor descriptor, List<ChannelInterceptor> interceptors) {
		return new Channel(method, descriptor, ChannelInterceptors.of(descriptor, interceptors));
	}

	/**
	 * Describes the channel by its method, as the failure of conflicting channels does.
	 */
	@Override
	public String toString() {
		return this.method.toString();
	}

}
