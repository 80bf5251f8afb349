package io.amgi.idempotency;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Options for idempotent methods.
 *
 * @param cluster the name of the Kafka cluster in default keys, or {@code null} to take
 * the ARN or servers that a record came from
 * @param transactional whether methods are transactional that do not say so themselves
 * @param onStoreFailure how to handle records while the store is unavailable
 * @param lease the time until claims lapse that are not renewed
 */
public record IdempotencyOptions(@Nullable String cluster, boolean transactional, OnStoreFailure onStoreFailure,
		Duration lease) {

	/**
	 * The default lease.
	 */
	public static final Duration DEFAULT_LEASE = Duration.ofSeconds(30);

}
