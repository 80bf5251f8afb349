package io.amgi.server;

import java.time.Duration;

import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;

import io.amgi.internal.RecordsLog;

/**
 * Sums invocations up, for the log and for listeners, whose failures are theirs alone.
 */
final class SummaryPublisher {

	private static final Log logger = RecordsLog.get();

	private final ApplicationEventPublisher publisher;

	private final NonRetryableExceptions nonRetryable;

	SummaryPublisher(ApplicationEventPublisher publisher, NonRetryableExceptions nonRetryable) {
		this.publisher = publisher;
		this.nonRetryable = nonRetryable;
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
		return !nack.isUndecided() && this.nonRetryable.contain(nack.cause());
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
