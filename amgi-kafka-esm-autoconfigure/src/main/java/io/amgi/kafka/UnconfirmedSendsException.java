package io.amgi.kafka;

import org.jspecify.annotations.Nullable;

/**
 * Fails an invocation because something that was sent on an injected producer was not
 * confirmed. Which record has sent it, is not known.
 */
public class UnconfirmedSendsException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	UnconfirmedSendsException(@Nullable Throwable failure) {
		super("A message on an injected producer was not confirmed%s".formatted(
				(failure != null) ? ": " + failure.getMessage() : " in time, may still arrive"), null, false, true);
	}

}
