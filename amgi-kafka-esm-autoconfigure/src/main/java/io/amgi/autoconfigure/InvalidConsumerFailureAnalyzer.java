package io.amgi.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains an {@link InvalidConsumerException}.
 */
class InvalidConsumerFailureAnalyzer extends AbstractFailureAnalyzer<InvalidConsumerException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidConsumerException cause) {
		return new FailureAnalysis("The application cannot run as a Kafka consumer group: " + cause.getMessage() + ".",
				cause.getAction(), cause);
	}

}
