package io.amgi.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

import io.amgi.handler.InvalidChannelMethodException;

/**
 * Explains an {@link InvalidChannelMethodException}.
 */
class InvalidChannelMethodFailureAnalyzer extends AbstractFailureAnalyzer<InvalidChannelMethodException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidChannelMethodException cause) {
		return new FailureAnalysis("The channel method %s %s.".formatted(cause.getMethod(), cause.getProblem()),
				cause.getAction(), cause);
	}

}
