package io.amgi.handler;

import java.util.Map;

import org.springframework.context.ApplicationEvent;

/**
 * An event in the lifespan of the annotated application.
 */
public abstract class AmgiLifespanEvent extends ApplicationEvent {

	private static final long serialVersionUID = 1L;

	private final transient Map<String, Object> state;

	AmgiLifespanEvent(AnnotatedApplication application, Map<String, Object> state) {
		super(application);
		this.state = state;
	}

	/**
	 * Returns the state of the lifespan. What listeners put there at the start-up, every
	 * message scope sees.
	 * @return the state, modifiable
	 */
	public final Map<String, Object> getState() {
		return this.state;
	}

}
