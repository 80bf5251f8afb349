package io.amgi.architecture.violation.server;

import com.amazonaws.services.lambda.runtime.Context;

/**
 * A type of the server that uses Lambda, which the rules must find.
 */
public class UsesContext {

	public Context used;

}
