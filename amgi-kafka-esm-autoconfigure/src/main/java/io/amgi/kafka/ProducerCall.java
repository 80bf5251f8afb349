package io.amgi.kafka;

/**
 * A call of a producer's {@code send}. What the producer reports within it, on the
 * caller's own thread, is about a message that it has not taken.
 */
final class ProducerCall {

	private final Thread caller = Thread.currentThread();

	// Of the caller's thread alone.
	private boolean returned;

	/**
	 * Returns whether the current thread is within the call.
	 * @return whether the call has not returned
	 */
	boolean isCurrent() {
		return Thread.currentThread() == this.caller && !this.returned;
	}

	void end() {
		this.returned = true;
	}

}
