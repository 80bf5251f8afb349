package io.amgi.esm;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

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
				return ERROR.apply(outcome);
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
				throw new NackException(outcome.nacks());
			}
			return BatchResponse.SUCCESS;
		}

	};

	private static final Log logger = LogFactory.getLog(OnNack.class);

	abstract BatchResponse apply(BatchOutcome outcome);

}
