package io.amgi.idempotency;

/**
 * How to handle records while the {@link IdempotencyStore} is unavailable.
 */
public enum OnStoreFailure {

	/**
	 * Records are not completed: they are delivered again.
	 */
	NACK,

	/**
	 * Records are handled without a claim: they may be handled more than once. In
	 * transactional mode, they are not completed.
	 */
	HANDLE

}
