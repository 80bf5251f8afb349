package io.amgi.esm;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;

/**
 * Ends the invocations when the application context is closed, before anything that they
 * may use does. That is why it hears of the closing and has no phase: in the highest
 * phase, which is the default one, the application's own beans would be stopped first.
 */
public final class GracefulShutdown
		implements ApplicationListener<ContextClosedEvent>, ApplicationContextAware, Ordered {

	private final KafkaEventSourceMapping mapping;

	private final Duration timeout;

	private @Nullable ApplicationContext context;

	/**
	 * Creates a drain.
	 * @param mapping the mapping whose invocations end
	 * @param timeout how long to wait for invocations in flight
	 */
	public GracefulShutdown(KafkaEventSourceMapping mapping, Duration timeout) {
		this.mapping = mapping;
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
	 * Shuts the mapping down. Contexts below its own tell their closing here, too.
	 */
	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		if (event.getApplicationContext() == this.context) {
			this.mapping.shutDown(this.timeout);
		}
	}

}
