package io.amgi.protocol;

/**
 * An application that a server calls once per {@link Scope}, and that converses with it
 * in events until the scope ends.
 */
@FunctionalInterface
public interface AmgiApplication {

	/**
	 * Runs one scope to its end.
	 * <p>
	 * In a {@link MessageScope} the application receives until an event says that there
	 * are no more messages, and sends a {@link MessageAckEvent} or
	 * {@link MessageNackEvent} for each. In a {@link LifespanScope} it answers
	 * {@link LifespanStartupEvent} and {@link LifespanShutdownEvent}.
	 * @param scope what this call is about
	 * @param receive the server's events
	 * @param send the way to answer them
	 * @throws Exception to nack each message of the scope that is not acknowledged yet,
	 * with this exception's message; on a lifespan scope before anything was answered, to
	 * say that the application does not support it
	 */
	void call(Scope scope, Receive receive, Send send) throws Exception;

}
