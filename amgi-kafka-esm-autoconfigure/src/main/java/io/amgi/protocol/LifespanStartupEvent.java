package io.amgi.protocol;

/**
 * {@code lifespan.startup}: the server is about to start.
 */
public record LifespanStartupEvent() implements ReceiveEvent {

}
