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

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Renews the claims of scopes that take long, each at a third of its lease. Its thread
 * ends when there is nothing to renew.
 */
final class ClaimRenewal {

	private static final Log logger = LogFactory.getLog(ClaimRenewal.class);

	private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, (work) -> {
		Thread thread = new Thread(work, "amgi-idempotency-renewal");
		thread.setDaemon(true);
		return thread;
	});

	ClaimRenewal() {
		this.timer.setRemoveOnCancelPolicy(true);
		this.timer.setKeepAliveTime(1, TimeUnit.SECONDS);
		this.timer.allowCoreThreadTimeOut(true);
	}

	/**
	 * Starts to renew claims, until they are closed or their time is over.
	 * @param claims the claims
	 */
	void start(ScopeClaims claims) {
		new Renewal(claims).schedule();
	}

	void shutdown() {
		this.timer.shutdownNow();
	}

	/**
	 * The renewal of a scope's claims.
	 */
	private final class Renewal implements Runnable {

		private final ScopeClaims claims;

		private volatile boolean failed;

		Renewal(ScopeClaims claims) {
			this.claims = claims;
		}

		void schedule() {
			if (!ClaimRenewal.this.timer.isShutdown()) {
				Future<?> next = ClaimRenewal.this.timer.schedule(this, this.claims.lease().toMillis() / 3,
						TimeUnit.MILLISECONDS);
				this.claims.onClose(() -> next.cancel(false));
			}
		}

		@Override
		public void run() {
			if (this.claims.isClosed() || this.claims.timeLeft().isOver()) {
				return;
			}
			try {
				this.claims.renew();
			}
			catch (RuntimeException ex) {
				warn(ex);
			}
			schedule();
		}

		// A lapsed claim is detected when it is completed.
		private void warn(RuntimeException ex) {
			if (!this.failed) {
				this.failed = true;
				logger.warn("Couldn't renew the claims of records that are being handled", ex);
			}
		}

	}

}
