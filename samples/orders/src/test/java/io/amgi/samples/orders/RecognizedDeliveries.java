package io.amgi.samples.orders;

import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.stereotype.Component;

import io.amgi.handler.ChannelMessage;
import io.amgi.idempotency.DuplicateListener;

/**
 * Counts the deliveries of orders that were handled before, in whatever application
 * context of this JVM the service runs.
 */
@Component
class RecognizedDeliveries implements DuplicateListener {

	private static final AtomicInteger COUNT = new AtomicInteger();

	@Override
	public void recognized(ChannelMessage message) {
		COUNT.incrementAndGet();
	}

	/**
	 * Prints the count.
	 * @param out where to print to
	 */
	static void print(PrintStream out) {
		out.printf("%d deliveries recognized as orders that were invoiced before%n", COUNT.get());
	}

}
