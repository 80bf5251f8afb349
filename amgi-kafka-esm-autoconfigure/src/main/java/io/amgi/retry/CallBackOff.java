package io.amgi.retry;

import java.time.Duration;

import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.BackOffExecution;

/**
 * The back-off of one call. It waits itself, since only the server knows when waiting has
 * become pointless.
 */
final class CallBackOff implements BackOff {

	private final BackOff backOff;

	private final Pause pause;

	private boolean cut;

	CallBackOff(BackOff backOff, Pause pause) {
		this.backOff = backOff;
		this.pause = pause;
	}

	@Override
	public BackOffExecution start() {
		BackOffExecution execution = this.backOff.start();
		return () -> await(execution.nextBackOff());
	}

	private long await(long millis) {
		if (millis == BackOffExecution.STOP) {
			return BackOffExecution.STOP;
		}
		this.cut = !this.pause.pause(Duration.ofMillis(millis));
		return this.cut ? BackOffExecution.STOP : 0;
	}

	/**
	 * Returns whether the batch has left no time for another attempt.
	 * @return whether it has not
	 */
	boolean isCut() {
		return this.cut;
	}

}
