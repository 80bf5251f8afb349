package io.amgi.protocol;

/**
 * An event from the server to the application.
 */
public sealed interface ReceiveEvent permits LifespanStartupEvent, LifespanShutdownEvent, MessageReceiveEvent {

}
