package io.amgi.server;

import io.amgi.protocol.NonRetryableException;

/**
 * Why a record was not delivered: it has a defect.
 */
final class UndecodableRecordException extends NonRetryableException {

	private static final long serialVersionUID = 1L;

	UndecodableRecordException(String defect) {
		super(defect, false);
	}

}
