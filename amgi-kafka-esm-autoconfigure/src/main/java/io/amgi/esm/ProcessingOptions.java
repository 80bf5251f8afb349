package io.amgi.esm;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * How the records of an invocation are processed.
 *
 * @param ordering which records are handled one after another
 * @param concurrency how many handlers run at a time, per invocation
 * @param onFailure what becomes of the records behind one that failed, {@code null} to
 * choose by what becomes of nacks
 * @param deadlineMargin how long before Lambda's deadline nothing more starts; at most a
 * quarter of the time that an invocation has
 * @param exitWhenStuck whether to end the JVM when handlers that outlived their
 * invocations take up the whole concurrency
 */
public record ProcessingOptions(Ordering ordering, int concurrency, @Nullable AfterFailure onFailure,
		Duration deadlineMargin, boolean exitWhenStuck) {

	/**
	 * What holds where nothing is said.
	 */
	public static final ProcessingOptions DEFAULT = new ProcessingOptions(Ordering.PARTITION, 16, null,
			Duration.ofSeconds(2), true);

	/**
	 * Checks that records can be processed so.
	 */
	public ProcessingOptions {
		Assert.isTrue(concurrency > 0, () -> "'concurrency' must be positive but is " + concurrency);
		Assert.isTrue(!deadlineMargin.isNegative(), () -> "'deadlineMargin' is negative: " + deadlineMargin);
	}

	FailureScope stopping(OnNack onNack) {
		AfterFailure chosen = (this.onFailure != null) ? this.onFailure : AfterFailure.defaultOf(onNack, this.ordering);
		return FailureScope.of(chosen, onNack);
	}

}
