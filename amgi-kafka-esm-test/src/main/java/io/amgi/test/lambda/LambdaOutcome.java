package io.amgi.test.lambda;

/**
 * How an invocation ended.
 */
public enum LambdaOutcome {

	/**
	 * The function answered.
	 */
	RESPONSE,

	/**
	 * The function reported an error.
	 */
	ERROR,

	/**
	 * The deadline passed before the function answered, or the function did not even take
	 * the event in that time.
	 */
	TIMED_OUT,

	/**
	 * The function's process ended before it answered.
	 */
	EXITED

}
