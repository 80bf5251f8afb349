package io.amgi.protocol;

/**
 * {@code lifespan.shutdown}: the server has stopped handing out messages.
 */
public record LifespanShutdownEvent() implements ReceiveEvent {

}
