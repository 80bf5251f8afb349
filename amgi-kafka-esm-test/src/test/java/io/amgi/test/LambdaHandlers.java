package io.amgi.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

/**
 * Functions for the emulator to run.
 */
final class LambdaHandlers {

	private LambdaHandlers() {
	}

	public static class Echo implements RequestStreamHandler {

		@Override
		public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
			input.transferTo(output);
		}

	}

	public static class Describing implements RequestHandler<String, String> {

		@Override
		public String handleRequest(String input, Context context) {
			return String.join(" ", context.getAwsRequestId(), System.getProperty("com.amazonaws.xray.traceHeader"),
					context.getInvokedFunctionArn(), Integer.toString(context.getMemoryLimitInMB()),
					Long.toString(context.getRemainingTimeInMillis() / 10_000), System.getenv("GREETING"));
		}

	}

	public static class Failing implements RequestHandler<String, String> {

		@Override
		public String handleRequest(String input, Context context) {
			throw new IllegalArgumentException("Bad " + input);
		}

	}

	public static class Exiting implements RequestHandler<String, String> {

		@Override
		public String handleRequest(String input, Context context) {
			System.out.println("Leaving");
			System.exit(7);
			return input;
		}

	}

	public static class Stuck implements RequestHandler<String, String> {

		@Override
		public String handleRequest(String input, Context context) {
			System.out.println("Stuck with " + input);
			while (true) {
				Thread.onSpinWait();
			}
		}

	}

	public static class WithShutdownHook extends Echo {

		static {
			Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("Closed properly")));
		}

	}

}
