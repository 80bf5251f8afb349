package io.amgi.handler;

import java.util.Map;

/**
 * Published when the annotated application starts up, before the first message. A
 * listener that throws fails the start of the application context.
 */
public final class AmgiStartupEvent extends AmgiLifespanEvent {

	private static final long serialVersionUID = 1L;

	AmgiStartupEvent(AnnotatedApplication application, Map<String, Object> state) {
		super(application, state);
	}

}
