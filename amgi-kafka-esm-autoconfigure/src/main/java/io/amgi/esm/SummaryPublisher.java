package io.amgi.esm;

import java.time.Duration;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Sums invocations up, for the log and for listeners, whose failures are theirs alone.
 */
final class SummaryPublisher {

	private static final Log logger = LogFactory.getLog(KafkaEventSourceMapping.class);

	private final ApplicationEventPublisher publisher;

	private final NonRetryableExceptions fatalFailures;

	SummaryPublisher(ApplicationEventPublisher publisher, NonRetryableExceptions fatalFailures) {
		this.publisher = publisher;
		this.fatalFailures = fatalFailures;
	}

	void publish(BatchOutcome outcome, int records, long startNanos, @Nullable Duration deadlineLeft) {
		int undecided = (int) outcome.nacks().stream().filter(RecordNack::isUndecided).count();
		int fatal = (int) outcome.nacks().stream().filter(this::isFatal).count();
		int failed = outcome.nacks().size();
		int givenUp = outcome.givenUp().size();
		publish(new BatchSummary(records, records - failed - givenUp, givenUp, fatal, failed - fatal - undecided,
				undecided, Duration.ofNanos(System.nanoTime() - startNanos), deadlineLeft));
	}

	private boolean isFatal(RecordNack nack) {
		return !nack.isUndecided() && this.fatalFailures.contain(nack.cause());
	}

	private void publish(BatchSummary summary) {
		logger.debug(summary);
		try {
			this.publisher.publishEvent(summary);
		}
		catch (RuntimeException ex) {
			logger.warn("A listener failed on " + summary, ex);
		}
	}

}
