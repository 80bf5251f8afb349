package io.amgi.protocol;

/**
 * {@code lifespan.startup.failed}: the application cannot start.
 *
 * @param message why it cannot
 */
public record LifespanStartupFailedEvent(String message) implements SendEvent {

	@Override
	public String type() {
		return "lifespan.startup.failed";
	}

}
