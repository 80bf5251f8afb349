package io.amgi.protocol;

/**
 * {@code lifespan.shutdown.failed}: the application could not clean up.
 *
 * @param message why it could not
 */
public record LifespanShutdownFailedEvent(String message) implements SendEvent {

	@Override
	public String type() {
		return "lifespan.shutdown.failed";
	}

}
