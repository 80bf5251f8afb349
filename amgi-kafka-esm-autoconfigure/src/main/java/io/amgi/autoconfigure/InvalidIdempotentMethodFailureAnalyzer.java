package io.amgi.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

import io.amgi.idempotency.InvalidIdempotentMethodException;

/**
 * Explains an {@link InvalidIdempotentMethodException}.
 */
class InvalidIdempotentMethodFailureAnalyzer extends AbstractFailureAnalyzer<InvalidIdempotentMethodException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidIdempotentMethodException cause) {
		return new FailureAnalysis("The idempotent method %s %s.".formatted(cause.getMethod(), cause.getProblem()),
				cause.getAction(), cause);
	}

}
