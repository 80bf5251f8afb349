package io.amgi.esm;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

import com.amazonaws.services.lambda.runtime.Context;
import org.jspecify.annotations.Nullable;

/**
 * When an invocation ends, if it does.
 */
final class Deadline {

	private static final Deadline NONE = new Deadline(null, Long.MAX_VALUE);

	private final @Nullable Instant at;

	private final long nanoTime;

	private Deadline(@Nullable Instant at, long nanoTime) {
		this.at = at;
		this.nanoTime = nanoTime;
	}

	static Deadline of(@Nullable Context context) {
		if (context == null) {
			return NONE;
		}
		long remaining = context.getRemainingTimeInMillis();
		return new Deadline(Instant.now().plusMillis(remaining),
				System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(remaining));
	}

	/**
	 * Returns when the invocation ends.
	 * @return the time, or {@code null} if it may take as long as it wants
	 */
	@Nullable Instant at() {
		return this.at;
	}

	/**
	 * Returns how much time is left.
	 * @return nanoseconds, negative when the deadline has passed
	 */
	long remainingNanos() {
		return (this.at != null) ? this.nanoTime - System.nanoTime() : Long.MAX_VALUE;
	}

}
