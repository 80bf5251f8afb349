package io.amgi.test;

/**
 * How an endpoint of the Extensions API answers.
 */
public final class LambdaAnswer {

	private static final LambdaAnswer REGULAR = new LambdaAnswer(0);

	private static final LambdaAnswer NEVER = new LambdaAnswer(0);

	private final int status;

	private LambdaAnswer(int status) {
		this.status = status;
	}

	/**
	 * The answer that Lambda gives.
	 * @return the answer
	 */
	public static LambdaAnswer regular() {
		return REGULAR;
	}

	/**
	 * An answer that refuses the call.
	 * @param status the HTTP status, such as 403
	 * @return the answer
	 */
	public static LambdaAnswer status(int status) {
		return new LambdaAnswer(status);
	}

	/**
	 * No answer at all: the connection is accepted, and stays silent.
	 * @return the answer
	 */
	public static LambdaAnswer never() {
		return NEVER;
	}

	boolean isRegular() {
		return this == REGULAR;
	}

	boolean isRefusal() {
		return this != REGULAR && this != NEVER;
	}

	int status() {
		return this.status;
	}

}
