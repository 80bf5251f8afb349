package io.amgi.esm;

import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.amgi.esm.BatchResponse.BatchItemFailure;

/**
 * What becomes of records that were not acknowledged, decided once over the complete
 * outcome of an invocation.
 */
public enum OnNack {

	/**
	 * Log each of them and answer that the batch succeeded, so that Lambda goes on. A
	 * record that was not handled to its end fails the invocation all the same.
	 */
	LOG {

		@Override
		BatchResponse apply(BatchOutcome outcome) {
			if (outcome.hasUndecided()) {
				throw NackException.listing(outcome.nacks());
			}
			outcome.nacks().forEach(logger::error);
			return BatchResponse.SUCCESS;
		}

	},

	/**
	 * Fail the invocation with a {@link NackException}, so that Lambda retries the batch.
	 */
	ERROR {

		@Override
		BatchResponse apply(BatchOutcome outcome) {
			if (!outcome.nacks().isEmpty()) {
				throw NackException.countingStopped(outcome.nacks());
			}
			return BatchResponse.SUCCESS;
		}

	},

	/**
	 * Report them in the response, so that Lambda retries these records alone. The
	 * mapping must have {@code FunctionResponseTypes: [ReportBatchItemFailures]},
	 * otherwise they are committed.
	 */
	REPORT {

		@Override
		BatchResponse apply(BatchOutcome outcome) {
			List<RecordNack> nacks = outcome.nacks();
			nacks.stream().limit(MAX_LINES).forEach(logger::warn);
			if (nacks.size() > MAX_LINES) {
				logger.warn("Failed to process %d more records".formatted(nacks.size() - MAX_LINES));
			}
			return new BatchResponse(nacks.stream().map(OnNack::failure).toList());
		}

	};

	private static final Log logger = LogFactory.getLog(OnNack.class);

	private static final int MAX_LINES = 100;

	abstract BatchResponse apply(BatchOutcome outcome);

	private static BatchItemFailure failure(RecordNack nack) {
		return new BatchItemFailure(nack.recordsKey(), nack.offset());
	}

}
