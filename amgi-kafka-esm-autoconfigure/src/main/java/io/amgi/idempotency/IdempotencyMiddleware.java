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

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntUnaryOperator;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.Ordered;

import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.AmgiMiddleware;
import io.amgi.protocol.MessageScope;
import io.amgi.protocol.Receive;
import io.amgi.protocol.Scope;
import io.amgi.protocol.Send;

/**
 * Gives each message scope its claims, and ends them with the scope. It is the innermost
 * middleware, right around the channels.
 */
public final class IdempotencyMiddleware implements AmgiMiddleware, Ordered, DisposableBean {

	private static final Log logger = LogFactory.getLog(IdempotencyMiddleware.class);

	// A purge for each thousand keys on average, of up to twice as many.
	private static final int PURGE_INTERVAL = 1000;

	private static final int PURGE_LIMIT = 2000;

	private final ClaimOwners owners = new ClaimOwners();

	private final ClaimRenewal renewal = new ClaimRenewal();

	private final IdempotentMethods methods;

	private final IdempotencyOptions options;

	private final IntUnaryOperator random;

	/**
	 * Creates the middleware.
	 * @param methods the idempotent methods, none of which is found yet
	 * @param options options for idempotent methods
	 */
	public IdempotencyMiddleware(IdempotentMethods methods, IdempotencyOptions options) {
		this(methods, options, (bound) -> ThreadLocalRandom.current().nextInt(bound));
	}

	IdempotencyMiddleware(IdempotentMethods methods, IdempotencyOptions options, IntUnaryOperator random) {
		this.methods = methods;
		this.options = options;
		this.random = random;
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public AmgiApplication wrap(AmgiApplication application) {
		return (scope, receive, send) -> call(application, scope, receive, send);
	}

	private void call(AmgiApplication application, Scope scope, Receive receive, Send send) throws Exception {
		if (this.methods.isEmpty() || !(scope instanceof MessageScope messageScope)) {
			application.call(scope, receive, send);
			return;
		}
		IdempotencyScope idempotencyScope = new IdempotencyScope(messageScope, this::claims);
		try {
			application.call(idempotencyScope.scope(), receive, send);
		}
		finally {
			idempotencyScope.all().forEach(this::end);
		}
	}

	private ScopeClaims claims(IdempotencyStore store, TimeLeft timeLeft) {
		ScopeClaims claims = new ScopeClaims(store, this.owners, this.options.lease(), timeLeft);
		this.renewal.start(claims);
		return claims;
	}

	// What cannot be released lapses, and is taken over by this JVM at once.
	private void end(ScopeClaims claims) {
		try {
			claims.end();
			if (this.random.applyAsInt(PURGE_INTERVAL) < claims.claimCount()) {
				claims.store().purge(PURGE_LIMIT, claims.timeLeft().forCall());
			}
		}
		catch (RuntimeException ex) {
			logger.warn("Couldn't release claims of records that were not attempted", ex);
		}
	}

	@Override
	public void destroy() {
		this.renewal.shutdown();
	}

}
