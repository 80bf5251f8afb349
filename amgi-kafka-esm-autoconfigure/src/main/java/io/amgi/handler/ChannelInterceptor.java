package io.amgi.handler;

import org.jspecify.annotations.Nullable;

/**
 * Intercepts the calls of channel methods. Beans of this type are asked in their order,
 * the first one is the outermost. An application without such beans pays nothing for
 * this.
 *
 * @see DecisionInterceptor
 */
public interface ChannelInterceptor {

	/**
	 * Returns whether to intercept a channel's calls. Asked once per channel, at
	 * start-up.
	 * @param channel the channel
	 * @return whether to intercept them
	 */
	default boolean supports(ChannelDescriptor channel) {
		return true;
	}

	/**
	 * Opens the interception of a call, on the thread that handles its messages, before
	 * arguments are resolved.
	 * @param call the call
	 * @return the interception, or {@code null} if the call is of no interest
	 * @throws Exception if the call must not go on: its messages are nacked
	 */
	@Nullable Interception open(ChannelCall call) throws Exception;

}
