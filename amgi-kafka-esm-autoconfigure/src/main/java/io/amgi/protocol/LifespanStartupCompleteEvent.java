package io.amgi.protocol;

/**
 * {@code lifespan.startup.complete}: the application is ready for messages.
 */
public record LifespanStartupCompleteEvent() implements SendEvent {

	@Override
	public String type() {
		return "lifespan.startup.complete";
	}

}
