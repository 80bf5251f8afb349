/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.amgi.retry;

import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;

import io.amgi.handler.Interception;
import io.amgi.protocol.MessageNackEvent;
import io.amgi.protocol.NotCompletedException;

/**
 * A call that is repeated while its failures can be retried.
 *
 * @param policy the policy for all calls
 * @param pause waits between attempts
 */
record RetriedCall(RetryPolicy policy, Pause pause) implements Interception {

	@Override
	public void invoke(Handling next) throws Exception {
		CallBackOff backOff = new CallBackOff(this.policy.getBackOff(), this.pause);
		try {
			new RetryTemplate(new CallPolicy(this.policy, backOff)).execute(() -> {
				next.proceed();
				return true;
			});
		}
		catch (RetryException ex) {
			throw failure(ex.getLastException(), backOff.isCut());
		}
	}

	// If retries were cut short, the failure does not prove that the record cannot be
	// handled.
	private static Exception failure(Throwable last, boolean cut) {
		if (cut) {
			return new NotCompletedException(
					"Not retried in time after: " + MessageNackEvent.because("", last).message(), last);
		}
		if (last instanceof Error error) {
			throw error;
		}
		return (Exception) last;
	}

}
