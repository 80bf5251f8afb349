package io.amgi.handler;

/**
 * Thrown by a batch method at the first message that it cannot handle: what is before
 * that message is acknowledged, and it is nacked because of the cause. With what is
 * behind it the method is called again, unless a failure stops that: then it is nacked as
 * not attempted.
 */
public class BatchRecordException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int index;

	/**
	 * Creates an exception.
	 * @param index the message's index in the batch
	 * @param cause why it cannot be handled, whose message is reported
	 */
	public BatchRecordException(int index, Throwable cause) {
		super(cause);
		this.index = index;
	}

	/**
	 * Returns which message cannot be handled.
	 * @return the message's index in the batch
	 */
	public int getIndex() {
		return this.index;
	}

}
