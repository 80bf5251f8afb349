package io.amgi.protocol;

/**
 * {@code lifespan.shutdown.complete}: the application has cleaned up.
 */
public record LifespanShutdownCompleteEvent() implements SendEvent {

	@Override
	public String type() {
		return "lifespan.shutdown.complete";
	}

}
