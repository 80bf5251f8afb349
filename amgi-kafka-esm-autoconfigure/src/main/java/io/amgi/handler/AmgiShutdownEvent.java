package io.amgi.handler;

import java.util.Map;

/**
 * Published when the annotated application shuts down, after the last message and before
 * any bean is stopped. On Lambda, listeners have 150 ms unless
 * {@code spring.amgi.lifespan.shutdown-timeout} says otherwise.
 */
public final class AmgiShutdownEvent extends AmgiLifespanEvent {

	private static final long serialVersionUID = 1L;

	AmgiShutdownEvent(AnnotatedApplication application, Map<String, Object> state) {
		super(application, state);
	}

}
