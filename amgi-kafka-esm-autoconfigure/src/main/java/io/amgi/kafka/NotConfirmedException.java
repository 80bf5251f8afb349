package io.amgi.kafka;

import org.jspecify.annotations.Nullable;

import io.amgi.protocol.NotCompletedException;

/**
 * A message of which nobody knows whether it has arrived. The record that sent it counts
 * as not handled to its end, whatever its policy: what has sent it may have been done,
 * what was sent may be lost.
 */
public class NotConfirmedException extends NotCompletedException {

	private static final long serialVersionUID = 1L;

	private final boolean timeout;

	NotConfirmedException(String topic, boolean timeout, @Nullable String reason, @Nullable Throwable cause) {
		super("Message to '%s' not confirmed%s%s".formatted(topic, timeout ? " in time, may still arrive" : "",
				(reason != null) ? ": " + reason : ""), cause);
		this.timeout = timeout;
	}

	/**
	 * Returns whether the broker has not answered in time.
	 * @return whether it was a time-out
	 */
	public boolean isTimeout() {
		return this.timeout;
	}

}
