package io.amgi.retry;

import org.springframework.core.retry.RetryPolicy;
import org.springframework.util.backoff.BackOff;

/**
 * The policy for one call.
 *
 * @param policy the policy for all calls
 * @param getBackOff the back-off of the call
 */
record CallPolicy(RetryPolicy policy, BackOff getBackOff) implements RetryPolicy {

	@Override
	public boolean shouldRetry(Throwable failure) {
		return this.policy.shouldRetry(failure);
	}

}
