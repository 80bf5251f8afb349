package io.amgi.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

import io.amgi.lifespan.LifespanStartupException;

/**
 * Explains a {@link LifespanStartupException}.
 */
class LifespanStartupFailureAnalyzer extends AbstractFailureAnalyzer<LifespanStartupException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, LifespanStartupException cause) {
		return new FailureAnalysis("The AMGI application could not start: " + cause.getMessage(),
				"Correct what the application says. If it only needs longer, raise 'spring.amgi.lifespan.startup-timeout'; if it needs no lifespan, set 'spring.amgi.lifespan.enabled=false'.",
				cause);
	}

}
