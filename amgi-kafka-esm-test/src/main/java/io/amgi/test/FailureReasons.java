package io.amgi.test;

import java.util.function.Function;

/**
 * Why each record has failed, as far as an exception of the function tells.
 */
final class FailureReasons implements Function<RecordId, String> {

	private final String message;

	private FailureReasons(String message) {
		this.message = message;
	}

	static FailureReasons of(Throwable failure) {
		String message = failure.getMessage();
		return new FailureReasons((message != null) ? message : failure.getClass().getName());
	}

	@Override
	public String apply(RecordId record) {
		return this.message;
	}

	String summary() {
		return this.message;
	}

}
