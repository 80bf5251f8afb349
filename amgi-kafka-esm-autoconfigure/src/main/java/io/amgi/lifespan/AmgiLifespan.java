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

package io.amgi.lifespan;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ApplicationContextEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.core.Ordered;

import io.amgi.protocol.AmgiApplication;

/**
 * Ties the lifespan of an AMGI application to the application context: it starts up with
 * the context and shuts down when the context is closed. A context that is only stopped,
 * for a checkpoint or between two tests, leaves the application alone.
 */
public final class AmgiLifespan implements SmartLifecycle, ApplicationListener<ApplicationContextEvent>,
		ApplicationContextAware, Ordered, DisposableBean {

	private static final Log logger = LogFactory.getLog(AmgiLifespan.class);

	private final AmgiApplication application;

	private final Duration startupTimeout;

	private final Duration shutdownTimeout;

	private final boolean failingTheRefresh;

	private @Nullable ApplicationContext context;

	private @Nullable LifespanSession session;

	private @Nullable LifespanStartupException failure;

	private volatile Map<String, Object> state = Map.of();

	private volatile boolean running;

	/**
	 * Creates a lifespan.
	 * @param application the application
	 * @param startupTimeout how long the application may take to start up
	 * @param shutdownTimeout how long the application may take to shut down
	 */
	public AmgiLifespan(AmgiApplication application, Duration startupTimeout, Duration shutdownTimeout) {
		this(application, startupTimeout, shutdownTimeout, false);
	}

	private AmgiLifespan(AmgiApplication application, Duration startupTimeout, Duration shutdownTimeout,
			boolean failingTheRefresh) {
		this.application = application;
		this.startupTimeout = startupTimeout;
		this.shutdownTimeout = shutdownTimeout;
		this.failingTheRefresh = failingTheRefresh;
	}

	/**
	 * Returns a lifespan whose application, where it cannot start, fails the refresh of
	 * the context and not the start of this bean, which Spring would wrap in an exception
	 * that names the bean alone. Lambda shows only the outermost message.
	 * @return the lifespan, not started
	 */
	public AmgiLifespan failingTheRefresh() {
		return new AmgiLifespan(this.application, this.startupTimeout, this.shutdownTimeout, true);
	}

	/**
	 * Returns the application's state at the end of its start-up.
	 * @return the state, unmodifiable, empty before the start-up
	 */
	public Map<String, Object> getState() {
		return this.state;
	}

	@Override
	public void setApplicationContext(ApplicationContext context) {
		this.context = context;
	}

	@Override
	public void start() {
		if (this.session == null) {
			this.session = new LifespanSession(this.application).start();
		}
		try {
			this.state = startUp(this.session);
			this.running = true;
		}
		catch (LifespanStartupException ex) {
			fail(ex);
		}
	}

	private void fail(LifespanStartupException failure) {
		if (!this.failingTheRefresh) {
			throw failure;
		}
		this.failure = failure;
	}

	private Map<String, Object> startUp(LifespanSession session) {
		try {
			return session.awaitStartup(this.startupTimeout);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new LifespanStartupException("Interrupted while waiting for the answer to 'lifespan.startup'", ex);
		}
	}

	@Override
	public void stop() {
		this.running = false;
	}

	/**
	 * Shuts the application down when the context is closed. Ignores the closing of child
	 * contexts, which is also published here.
	 */
	@Override
	public void onApplicationEvent(ApplicationContextEvent event) {
		if (event.getApplicationContext() != this.context) {
			return;
		}
		if (event instanceof ContextRefreshedEvent && this.failure != null) {
			throw this.failure;
		}
		if (event instanceof ContextClosedEvent) {
			destroy();
		}
	}

	/**
	 * Returns the place among the listeners to the closing: behind the drain of the
	 * invocations. It is no matter of phases, since beans in the same one, which is the
	 * default, would be stopped before the application shuts down.
	 */
	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE + 1;
	}

	/**
	 * Shuts the application down, if that is not done yet. A context whose start fails
	 * later on destroys its beans without being closed.
	 */
	@Override
	public void destroy() {
		if (this.session != null) {
			shutDown(this.session);
		}
	}

	private void shutDown(LifespanSession session) {
		try {
			session.shutDown(this.shutdownTimeout);
		}
		catch (ExecutionException ex) {
			logger.warn("The application failed to shut down", ex.getCause());
		}
		catch (TimeoutException ex) {
			logger.warn("No answer to 'lifespan.shutdown' within " + this.shutdownTimeout);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public boolean isPauseable() {
		return false;
	}

}
