package io.amgi.architecture.violation.esm;

import com.amazonaws.services.lambda.runtime.RequestHandler;

/**
 * A type of {@code esm} that uses more of Lambda than the context.
 */
public class UsesLambdaEvents {

	public RequestHandler<?, ?> used;

}
