package io.amgi.autoconfigure;

/**
 * Thrown when the application cannot run as a Kafka consumer group.
 */
class InvalidConsumerException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String action;

	InvalidConsumerException(String problem, String action) {
		super(problem);
		this.action = action;
	}

	/**
	 * Returns the way to solve the problem.
	 * @return the action
	 */
	String getAction() {
		return this.action;
	}

}
