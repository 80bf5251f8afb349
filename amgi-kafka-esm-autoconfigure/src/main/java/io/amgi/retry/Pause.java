package io.amgi.retry;

import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;

import io.amgi.protocol.MessageScope;

/**
 * Waits between attempts.
 */
@FunctionalInterface
interface Pause {

	/**
	 * Waits, or does not if there is no time left for another attempt afterwards.
	 * @param duration the time to wait
	 * @return whether there is time for another attempt
	 */
	boolean pause(Duration duration);

	/**
	 * Returns the pause that ends with the batch of a scope.
	 * @param scope the scope
	 * @return the server's own pause, or one that knows no end
	 */
	@SuppressWarnings("unchecked")
	static Pause in(MessageScope scope) {
		Object pause = scope.extensions().getOrDefault("amgi.batch", Map.of()).get("pause");
		return (pause instanceof Predicate<?> predicate) ? ((Predicate<Duration>) predicate)::test : Pause::sleep;
	}

	private static boolean sleep(Duration duration) {
		try {
			Thread.sleep(duration.toMillis());
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
