package io.amgi.test.lambda;

import org.jspecify.annotations.Nullable;

/**
 * The function did not become ready: it reported an error, its process ended, or it took
 * too long. The message ends with the output of the process.
 */
public class LambdaInitException extends RuntimeException {

	private final transient @Nullable LambdaError error;

	private final @Nullable Integer exitCode;

	LambdaInitException(String message, @Nullable LambdaError error, @Nullable Integer exitCode) {
		super(message);
		this.error = error;
		this.exitCode = exitCode;
	}

	/**
	 * The error that the function reported.
	 * @return the error, or {@code null} if it reported none
	 */
	public @Nullable LambdaError error() {
		return this.error;
	}

	/**
	 * The exit code of the process.
	 * @return the exit code, or {@code null} if the process did not end by itself
	 */
	public @Nullable Integer exitCode() {
		return this.exitCode;
	}

}
