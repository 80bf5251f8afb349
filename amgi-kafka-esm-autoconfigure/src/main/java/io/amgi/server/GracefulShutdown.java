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

package io.amgi.server;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;

/**
 * Shuts a server down when the application context is closed, before anything that its
 * batches may use. It listens for the event instead of having a phase: in the highest
 * phase, which is the default, the application's own beans would be stopped first.
 */
public final class GracefulShutdown
		implements ApplicationListener<ContextClosedEvent>, ApplicationContextAware, Ordered {

	private final MessageServer server;

	private final Duration timeout;

	private @Nullable ApplicationContext context;

	/**
	 * Creates a graceful shutdown.
	 * @param server the server to shut down
	 * @param timeout the maximum time to wait for batches in flight
	 */
	public GracefulShutdown(MessageServer server, Duration timeout) {
		this.server = server;
		this.timeout = timeout;
	}

	@Override
	public void setApplicationContext(ApplicationContext context) {
		this.context = context;
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	/**
	 * Shuts the server down. The closing of child contexts is published here, too.
	 */
	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		if (event.getApplicationContext() == this.context) {
			this.server.shutDown(this.timeout);
		}
	}

}
