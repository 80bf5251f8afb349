package io.amgi.test.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

/**
 * Functions that several tests run.
 */
final class LambdaHandlers {

	private LambdaHandlers() {
	}

	static <T> T block() {
		try {
			new CountDownLatch(1).await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		throw new IllegalStateException("Interrupted");
	}

	public static class Echo implements RequestStreamHandler {

		@Override
		public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
			input.transferTo(output);
		}

	}

	public static class Stuck implements RequestHandler<String, String> {

		static {
			Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("Shutdown hook ran")));
		}

		@Override
		public String handleRequest(String input, Context context) {
			System.out.println("Stuck with " + input);
			return block();
		}

	}

}
