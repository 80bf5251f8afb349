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

import java.util.Objects;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.retry.RetryPolicy;

import io.amgi.handler.ChannelCall;
import io.amgi.handler.ChannelDescriptor;
import io.amgi.handler.ChannelInterceptor;
import io.amgi.handler.Interception;
import io.amgi.internal.Throwables;
import io.amgi.protocol.NotCompletedException;

/**
 * Calls a channel method again that has thrown, or whose asynchronous result has failed.
 * Only exceptions of the method count: arguments that cannot be resolved and messages
 * that cannot be sent fail at once.
 * <p>
 * Interceptors without an order are inside of this one, and see each attempt.
 */
public final class RetryInterceptor implements ChannelInterceptor, Ordered {

	private static final int ORDER = LOWEST_PRECEDENCE - 100;

	private final @Nullable RetryPolicy policy;

	/**
	 * Creates an interceptor.
	 * @param policy the number of retries, the time between them, and the exceptions that
	 * are retried, or {@code null} without retries
	 */
	public RetryInterceptor(@Nullable RetryPolicy policy) {
		this.policy = policy;
	}

	/**
	 * Returns the exceptions that may be retried: those that say that a method has failed
	 * on its own, unless they would come again.
	 * @param nonRetryable tells exceptions that would come again
	 * @return the condition
	 */
	public static Predicate<Throwable> retryable(Predicate<Throwable> nonRetryable) {
		return (failure) -> failure instanceof Exception && !Throwables.contain(failure, RetryInterceptor::isCut)
				&& !nonRetryable.test(failure);
	}

	private static boolean isCut(Throwable failure) {
		return failure instanceof NotCompletedException || failure instanceof InterruptedException;
	}

	@Override
	public int getOrder() {
		return ORDER;
	}

	@Override
	public boolean supports(ChannelDescriptor channel) {
		return this.policy != null;
	}

	@Override
	public Interception open(ChannelCall call) {
		return new RetriedCall(Objects.requireNonNull(this.policy), Pause.in(call.scope()));
	}

}
