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

package io.amgi.idempotency;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.Ordered;

import io.amgi.handler.ChannelCall;
import io.amgi.handler.ChannelDescriptor;
import io.amgi.handler.DecisionInterceptor;
import io.amgi.handler.Interception;

/**
 * Makes channel methods that are annotated with {@link Idempotent @Idempotent} handle a
 * record once. Only inner interceptors see records that are not duplicates; outer ones
 * see all.
 */
public final class IdempotencyInterceptor implements DecisionInterceptor, Ordered, DisposableBean {

	private static final Duration LINGER = Duration.ofMillis(100);

	private final IdempotentMethods methods;

	private final IdempotencyOptions options;

	private final List<DuplicateListener> listeners;

	private final ClaimClock clock;

	// Only with idempotent methods, which most applications have not.
	private volatile @Nullable IdempotentCalls calls;

	/**
	 * Creates the interceptor.
	 * @param methods finds idempotent methods
	 * @param options options for idempotent methods
	 * @param listeners listeners for duplicates
	 */
	public IdempotencyInterceptor(IdempotentMethods methods, IdempotencyOptions options,
			List<DuplicateListener> listeners) {
		this(methods, options, listeners, ClaimClock.SYSTEM);
	}

	IdempotencyInterceptor(IdempotentMethods methods, IdempotencyOptions options, List<DuplicateListener> listeners,
			ClaimClock clock) {
		this.methods = methods;
		this.options = options;
		this.listeners = List.copyOf(listeners);
		this.clock = clock;
	}

	// Inside of retries, so that each attempt has its own transaction.
	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE - 50;
	}

	@Override
	public Duration linger() {
		return LINGER;
	}

	@Override
	public boolean supports(ChannelDescriptor channel) {
		boolean idempotent = this.methods.find(channel) != null;
		if (idempotent && this.calls == null) {
			this.calls = new IdempotentCalls(this.options, this.listeners, this.clock);
		}
		return idempotent;
	}

	@Override
	public Interception open(ChannelCall call) {
		return calls().open(call, this.methods.get(call.channel()));
	}

	@Override
	public void deciding(List<Decision> settled) {
		calls().deciding(settled);
	}

	private IdempotentCalls calls() {
		return Objects.requireNonNull(this.calls, "No idempotent channel");
	}

	@Override
	public void destroy() {
		IdempotentCalls calls = this.calls;
		if (calls != null) {
			calls.shutdown();
		}
	}

}
